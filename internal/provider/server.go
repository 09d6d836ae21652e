package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// NewServer returns a server of the provider.
func NewServer(p provider.Provider) tfprotov6.ProviderServer {
	return server{providerserver.NewProtocol6(p)().(frameworkServer)} // the framework's server has all of it
}

// frameworkServer is the protocol as far as the provider uses it.
type frameworkServer interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// server is the framework's server, except that it tells Terraform which attributes of actions are write-only. The
// framework (1.19) has such attributes, but refuses every value of one: the validation of an action does not say what
// the command is capable of. To Terraform they matter, because only they take ephemeral values.
type server struct{ frameworkServer }

// GetProviderSchema marks the write-only attributes of actions.
func (s server) GetProviderSchema(
	ctx context.Context, req *tfprotov6.GetProviderSchemaRequest,
) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := s.frameworkServer.GetProviderSchema(ctx, req)
	if err != nil {
		return nil, err
	}
	for action, names := range writeOnlyOfActions() {
		if schema := resp.ActionSchemas[action]; schema != nil {
			for _, attribute := range schema.Schema.Block.Attributes {
				attribute.WriteOnly = attribute.WriteOnly || names[attribute.Name]
			}
		}
	}
	return resp, nil
}

// writeOnlyOfActions returns the write-only attributes of each action, by its name.
func writeOnlyOfActions() map[string]map[string]bool {
	return map[string]map[string]bool{"chat_send_message": {"content": true}}
}
