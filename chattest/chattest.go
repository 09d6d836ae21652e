// Package chattest tests Terraform modules and providers that build on chat, in process: New starts the service,
// emulated, and ProtoV6ProviderFactories gives terraform-plugin-testing the provider, logged in to it. It needs no
// account and no network.
//
//	func TestMain(m *testing.M) { chattest.Main(m) }
//
//	func TestRooms(t *testing.T) {
//		chat := chattest.New(t)
//		resource.UnitTest(t, resource.TestCase{
//			ProtoV6ProviderFactories: chat.ProtoV6ProviderFactories(),
//			Steps: []resource.TestStep{{ConfigDirectory: config.StaticDirectory("../modules/rooms")}},
//		})
//	}
//
// Applications, which do not need Terraform, import chatservice instead.
package chattest

import (
	"os"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-acs/terraform-provider-chat/chattest/chatservice"
	"github.com/terraform-acs/terraform-provider-chat/internal/acctest"
	"github.com/terraform-acs/terraform-provider-chat/internal/provider"
)

// Main runs the tests of a package and exits. They use the Terraform or OpenTofu on PATH, or the one that
// TF_ACC_TERRAFORM_PATH names, and the provider stands for the one that configurations know as terraform-acs/chat.
func Main(m *testing.M) { os.Exit(acctest.Run(m)) }

// Service is the service and the provider that uses it. In the same process, the provider does not trust the
// certificate of a service with WithTLS; that is for applications, and for a Terraform of its own with SSL_CERT_FILE.
type Service struct {
	*chatservice.Service
}

// New starts a service and closes it when the test ends. It has one user, which the provider acts as.
func New(t testing.TB, opts ...Option) *Service {
	t.Helper()
	return &Service{chatservice.New(t, opts...)}
}

// Start is New without a test, for TestMain, examples and programs. The caller closes the service.
func Start(opts ...Option) (*Service, error) {
	service, err := chatservice.Start(opts...)
	if err != nil {
		return nil, err
	}
	return &Service{service}, nil
}

// ProtoV6ProviderFactories returns the provider "chat", logged in to the service. The environment of the process does
// not matter: it logs in with Environment, unless a provider block says otherwise.
func (s *Service) ProtoV6ProviderFactories() map[string]func() (tfprotov6.ProviderServer, error) {
	environment := s.Environment()
	newProvider := provider.NewWithEnvironment("test", func(name string) string { return environment[name] })
	return map[string]func() (tfprotov6.ProviderServer, error){
		"chat": func() (tfprotov6.ProviderServer, error) { return provider.NewServer(newProvider()), nil },
	}
}
