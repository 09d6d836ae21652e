package provider

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// providerData is what the provider passes to its resources, data sources, functions and actions.
type providerData struct {
	login        *client.Client
	unknown      []string // attributes of the provider block that are not known before apply; without a login then
	memberships  *memberships
	messageCalls *messageCalls
	proofs       *threadProofs
	// adoptedUsers has the UserKey of each user that a create of this command found by its custom_id.
	adoptedUsers sync.Map
}

// client returns the client. While the provider block is not known yet it adds an error and returns nil.
func (d *providerData) client(diags *diag.Diagnostics) *client.Client {
	if d == nil {
		diags.AddError("The provider is not configured", "This is a bug in the provider: it attempted a call before it was "+
			"configured. Please report it.")
		return nil
	}
	if d.login == nil {
		diags.AddError("The provider configuration is not known yet",
			"In the provider block, "+strings.Join(d.unknown, ", ")+" will only be known after apply, but this operation must "+
				"reach the service. Create what the provider block depends on first, with terraform apply -target, or add "+
				"depends_on so Terraform defers it.")
	}
	return d.login
}

// clientIfKnown returns the client, or nil while the provider block is not known yet or there is none.
func (d *providerData) clientIfKnown() *client.Client {
	if d == nil {
		return nil
	}
	return d.login
}

// configurable takes the provider's data. It is embedded in whatever makes calls.
type configurable struct{ *providerData }

// take keeps the data that Configure of the provider handed over. There is none while Terraform only validates.
func (c *configurable) take(data any, diags *diag.Diagnostics) {
	if data == nil {
		return
	}
	var ok bool
	if c.providerData, ok = data.(*providerData); !ok {
		diags.AddError("The provider is not configured", fmt.Sprintf("This is a bug in the provider: it received a %T. "+
			"Please report it.", data))
	}
}

// configurableDataSource is a configurable for data sources.
type configurableDataSource struct{ configurable }

func (c *configurableDataSource) Configure(
	_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse,
) {
	c.take(req.ProviderData, &resp.Diagnostics)
}

// configurableEphemeralResource is a configurable for ephemeral resources.
type configurableEphemeralResource struct{ configurable }

func (c *configurableEphemeralResource) Configure(
	_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse,
) {
	c.take(req.ProviderData, &resp.Diagnostics)
}

// configurableAction is a configurable for actions.
type configurableAction struct{ configurable }

func (c *configurableAction) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	c.take(req.ProviderData, &resp.Diagnostics)
}
