package provider

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// What all resources have in common: configurableResource has the methods that are the same for each of them, and
// managedResource does what must happen before and after every operation.

// configurableResource is embedded in what is special about one resource type.
type configurableResource struct {
	configurable
	name          string // of the resource type, without the provider's
	identity      []identityPart
	userAttribute string // names a user of the Communication Services resource that the object belongs to
}

// identityPart is one of the attributes that identify an object, in the order of the import id.
type identityPart struct {
	attribute   string
	form        string // in the import id that is shown to the user
	description string
	check       func(id string) error // refuses what has no valid form
}

func (c *configurableResource) Metadata(
	_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_" + c.name
}

func (c *configurableResource) Configure(
	_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse,
) {
	c.take(req.ProviderData, &resp.Diagnostics)
}

func (c *configurableResource) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema.Attributes = map[string]identityschema.Attribute{}
	for _, part := range c.identity {
		resp.IdentitySchema.Attributes[part.attribute] = identityschema.StringAttribute{
			RequiredForImport: true, Description: part.description}
	}
}

// ImportState takes an import id, which has as many parts as the identity, separated by slashes, or an identity.
func (c *configurableResource) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	var forms []string
	for _, part := range c.identity {
		forms = append(forms, part.form)
	}
	form := strings.Join(forms, "/")
	byIdentity := req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull()
	ids := strings.Split(req.ID, "/")
	if !byIdentity && len(ids) != len(forms) {
		text := fmt.Sprintf("%q cannot be imported. The id must have the form %s.", req.ID, form)
		if decoded, err := url.PathUnescape(req.ID); err == nil && decoded != req.ID {
			text += fmt.Sprintf(" It is percent-encoded: decode it, to %q.", decoded)
		}
		resp.Diagnostics.AddError("Invalid import id", text)
		return
	}
	for i, part := range c.identity {
		var id types.String
		if byIdentity {
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(part.attribute), &id)...)
		} else {
			id = types.StringValue(ids[i])
		}
		if err := part.check(id.ValueString()); err != nil && byIdentity {
			resp.Diagnostics.AddError("Invalid identity", "In the identity, "+part.attribute+" is wrong: "+sentence(err))
			continue
		} else if err != nil {
			resp.Diagnostics.AddError("Invalid import id",
				sentence(err)+" The import id must have the form "+form+".")
			continue
		}
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(part.attribute), id)...)
	}
	c.identify(ctx, resp.State, resp.Identity, &resp.Diagnostics)
}

// identify writes the identity of an object of the state. Terraform older than 1.12 has none.
func (c *configurableResource) identify(
	ctx context.Context, state tfsdk.State, to *tfsdk.ResourceIdentity, diags *diag.Diagnostics,
) {
	if to == nil || state.Raw.IsNull() {
		return
	}
	for _, part := range c.identity {
		var id types.String
		diags.Append(state.GetAttribute(ctx, path.Root(part.attribute), &id)...)
		diags.Append(to.SetAttribute(ctx, path.Root(part.attribute), id)...)
	}
}

// deadline bounds a context by a timeout of the attribute timeouts, if there is one.
func (c *configurableResource) deadline(
	ctx context.Context, data tfsdk.State, timeout namedTimeout, diags *diag.Diagnostics,
) (context.Context, context.CancelFunc) {
	var configured timeouts.Value
	if _, there := data.Schema.GetAttributes()["timeouts"]; there {
		diags.Append(data.GetAttribute(ctx, path.Root("timeouts"), &configured)...)
	}
	limit, problems := timeout(configured, ctx, defaultTimeout)
	diags.Append(problems...)
	return context.WithTimeout(ctx, limit)
}

// namedTimeout is one timeout of the attribute timeouts, such as timeouts.Value.Create.
type namedTimeout func(timeouts.Value, context.Context, time.Duration) (time.Duration, diag.Diagnostics)

// resourceKind is what is special about one resource type, with configurableResource embedded.
type resourceKind interface {
	resource.ResourceWithConfigure
	resource.ResourceWithIdentity
	resource.ResourceWithImportState
	resource.ResourceWithModifyPlan

	deadline(context.Context, tfsdk.State, namedTimeout, *diag.Diagnostics) (context.Context, context.CancelFunc)
	identify(context.Context, tfsdk.State, *tfsdk.ResourceIdentity, *diag.Diagnostics)
	checkUsers(plan, state tftypes.Value, diags *diag.Diagnostics)
	refuseOtherResource(context.Context, tfsdk.State, privateState, *diag.Diagnostics)
	rememberResource(context.Context, tfsdk.State, privateState, *diag.Diagnostics)
}

// managedResource wraps a kind. Each operation ends when its timeout is over, begins only when the object belongs to
// the Communication Services resource of the login, and leaves the identity of what is in the state then.
type managedResource struct{ resourceKind }

// ModifyPlan gets no more time than reading.
func (r managedResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	planned := req.State
	if !req.Plan.Raw.IsNull() {
		planned = tfsdk.State(req.Plan)
	}
	ctx, cancel := r.deadline(ctx, planned, timeouts.Value.Read, &resp.Diagnostics)
	defer cancel()
	r.refuseOtherResource(ctx, req.State, req.Private, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		r.checkUsers(req.Plan.Raw, req.State.Raw, &resp.Diagnostics)
		r.resourceKind.ModifyPlan(ctx, req, resp)
	}
}

func (r managedResource) Create(
	ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse,
) {
	limited, cancel := r.deadline(ctx, tfsdk.State(req.Plan), timeouts.Value.Create, &resp.Diagnostics)
	defer cancel()
	if !resp.Diagnostics.HasError() {
		r.resourceKind.Create(limited, req, resp)
	}
	r.rememberResource(ctx, resp.State, resp.Private, &resp.Diagnostics)
	r.identify(ctx, resp.State, resp.Identity, &resp.Diagnostics)
}

func (r managedResource) Read(
	ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse,
) {
	limited, cancel := r.deadline(ctx, req.State, timeouts.Value.Read, &resp.Diagnostics)
	defer cancel()
	r.identify(ctx, req.State, resp.Identity, &resp.Diagnostics) // of one that is gone, too
	r.refuseOtherResource(ctx, req.State, req.Private, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		r.resourceKind.Read(limited, req, resp)
	}
	if !resp.Diagnostics.HasError() {
		r.rememberResource(ctx, resp.State, resp.Private, &resp.Diagnostics)
	}
}

func (r managedResource) Update(
	ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse,
) {
	limited, cancel := r.deadline(ctx, tfsdk.State(req.Plan), timeouts.Value.Update, &resp.Diagnostics)
	defer cancel()
	r.refuseOtherResource(ctx, req.State, req.Private, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		r.resourceKind.Update(limited, req, resp)
	}
	r.identify(ctx, resp.State, resp.Identity, &resp.Diagnostics)
}

func (r managedResource) Delete(
	ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse,
) {
	limited, cancel := r.deadline(ctx, req.State, timeouts.Value.Delete, &resp.Diagnostics)
	defer cancel()
	r.refuseOtherResource(ctx, req.State, req.Private, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		r.resourceKind.Delete(limited, req, resp)
	}
}
