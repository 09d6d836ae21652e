package provider

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/acctest"
	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
	"github.com/terraform-acs/terraform-provider-chat/internal/entra"
)

// TestMain finds the Terraform or OpenTofu that the acceptance tests run. TF_ACC need not be set.
func TestMain(m *testing.M) { os.Exit(acctest.Run(m)) }

// testService is the service, and what a provider needs to log in to it.
type testService struct {
	*emulator.Server
	actingUser string            // the user that the provider acts as
	env        map[string]string // the environment of the provider
	entraID    func(entra.Config) (azcore.TokenCredential, error)
}

// newTestService starts a service that the provider logs in to with a connection string from the environment, so that
// configurations need no provider block.
func newTestService(t testing.TB, opts ...func(*emulator.Options)) *testService {
	t.Helper()
	server := emulatortest.New(t, opts...)
	actingUser, err := server.CreateUser(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &testService{Server: server, actingUser: actingUser,
		env:     map[string]string{envConnectionString: server.ConnectionString(), envUserID: actingUser},
		entraID: func(entra.Config) (azcore.TokenCredential, error) { return nil, errors.New("no Entra ID in this test") },
	}
}

// users makes users behind Terraform's back and returns their ids.
func (s *testService) users(t testing.TB, n int) []string {
	t.Helper()
	ids := make([]string, n)
	for i := range ids {
		var err error
		if ids[i], err = s.CreateUser(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return ids
}

// clientAs returns a client that acts as a user behind Terraform's back. Each has its own view of the members.
func (s *testService) clientAs(t testing.TB, userID string) *client.Client {
	t.Helper()
	c, err := client.New(client.Options{Endpoint: s.URL(), AccessKey: s.AccessKey(), ActingUserID: userID, DisableThrottling: true})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// factories are what the test library starts providers with.
func (s *testService) factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){"chat": s.newServer}
}

// newServer makes a provider server that takes its environment from the service.
func (s *testService) newServer() (tfprotov6.ProviderServer, error) {
	env := maps.Clone(s.env)
	return NewServer(&chatProvider{version: "test", entraID: s.entraID,
		getenv: func(name string) string { return env[name] }}), nil
}

// acceptance runs steps with the real Terraform against the service, next to other tests, and asks the service at the end
// whether everything is gone.
func acceptance(t *testing.T, s *testService, steps ...resource.TestStep) {
	t.Helper()
	t.Parallel()
	acceptanceCase(t, s, resource.TestCase{Steps: steps})
}

// acceptanceCase is acceptance for tests that set more of the case, such as TerraformVersionChecks.
func acceptanceCase(t *testing.T, s *testService, testCase resource.TestCase) {
	t.Helper()
	if os.Getenv("TF_ACC_TERRAFORM_PATH") == "" {
		t.Fatal("the acceptance tests need Terraform or OpenTofu: put terraform or tofu on PATH, set TF_ACC_TERRAFORM_PATH to one, or run make test, which builds OpenTofu")
	}
	before, err := s.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	testCase.IsUnitTest = true // TF_ACC need not be set then
	if testCase.Steps[0].ProtoV6ProviderFactories == nil {
		testCase.ProtoV6ProviderFactories = s.factories()
	}
	resource.Test(t, testCase) // destroys everything at its end
	if err := s.nothingLeft(t.Context(), len(before)); err != nil {
		t.Error(err)
	}
}

// nothingLeft says what is still there after everything was to be destroyed: threads, or other users than those that the
// test made itself.
func (s *testService) nothingLeft(ctx context.Context, users int) error {
	threads, err := s.Threads(ctx)
	if err != nil {
		return err
	}
	for _, thread := range threads {
		if thread.DeletedOn == nil {
			return fmt.Errorf("the thread %q (%s) is left on the service", thread.Topic, thread.ID)
		}
	}
	left, err := s.Users(ctx)
	if err == nil && len(left) > users {
		return fmt.Errorf("the service has %d users, %d of them were there before", len(left), users)
	}
	return err
}

// onlyThread returns the one thread that exists.
func (s *testService) onlyThread(t testing.TB) emulator.Thread {
	t.Helper()
	threads, err := s.Threads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var live []emulator.Thread
	for _, thread := range threads {
		if thread.DeletedOn == nil {
			live = append(live, thread)
		}
	}
	if len(live) != 1 {
		t.Fatalf("the service has %d threads, want 1", len(live))
	}
	return live[0]
}

// members returns the participants of a thread, the acting user among them.
func (s *testService) members(t testing.TB, threadID string) []emulator.Member {
	t.Helper()
	members, err := s.Members(t.Context(), threadID)
	if err != nil {
		t.Fatal(err)
	}
	return members
}

// expectThread checks topic and display names of the only thread; the acting user's name is usually "".
func (s *testService) expectThread(t testing.TB, topic string, names ...string) error {
	thread := s.onlyThread(t)
	slices.Sort(names)
	if got := displayNames(s.members(t, thread.ID)); thread.Topic != topic || !slices.Equal(got, names) {
		return fmt.Errorf("the thread is %q with %q, want %q with %q", thread.Topic, got, topic, names)
	}
	return nil
}

// expectCalls checks how often operations were called since the record was last reset.
func (s *testService) expectCalls(want map[emulator.Operation]int) error {
	for op, n := range want {
		if got := len(s.Requests(op)); got != n {
			return fmt.Errorf("%s was called %d times, want %d", op, got, n)
		}
	}
	return nil
}

// expectWrites checks that the calls that change something are exactly these, in this order. Tokens are not counted.
func (s *testService) expectWrites(want ...emulator.Operation) error {
	var got []emulator.Operation
	for _, request := range s.Requests() {
		if request.Method != http.MethodGet && request.Operation != emulator.OpIssueToken {
			got = append(got, request.Operation)
		}
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("the calls that change something were %v, want %v", got, want)
	}
	return nil
}

// expectService lets a step check what the service holds and which calls it got, after the step was applied. It is a state
// check because the test library's own Check cannot do for_each.
func expectService(step *resource.TestStep, check func() error) {
	step.ConfigStateChecks = append(step.ConfigStateChecks, serviceCheck(check))
}

type serviceCheck func() error

func (check serviceCheck) CheckState(_ context.Context, _ statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	resp.Error = check()
}
