package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// An import reads attributes that are not managed while they are null, such as metadata. Whether the configuration sets
// them is not known then. Private state remembers that an import found them, so their absence from the configuration is
// not mistaken for their removal.

// markImported remembers that an import found the values of attributes.
func markImported(ctx context.Context, private privateState, diags *diag.Diagnostics, attributes ...string) {
	for _, name := range attributes {
		privateImported(name).set(ctx, private, true, diags)
	}
}

// unmanagedWhenNull plans an optional and computed attribute that is not managed while the configuration leaves it out:
// it is null, or keeps what an import found.
type unmanagedWhenNull struct{}

func (unmanagedWhenNull) Description(context.Context) string {
	return "is not managed while it is null"
}
func (m unmanagedWhenNull) MarkdownDescription(ctx context.Context) string {
	return m.Description(ctx)
}

func (unmanagedWhenNull) PlanModifyMap(
	ctx context.Context, req planmodifier.MapRequest, resp *planmodifier.MapResponse,
) {
	if !req.ConfigValue.IsNull() {
		return
	}
	imported := privateImported(req.Path.String()).get(ctx, req.Private, &resp.Diagnostics)
	resp.PlanValue = types.MapNull(types.StringType)
	if imported {
		resp.PlanValue = req.StateValue
	}
}

func (unmanagedWhenNull) PlanModifyInt64(
	ctx context.Context, req planmodifier.Int64Request, resp *planmodifier.Int64Response,
) {
	if !req.ConfigValue.IsNull() {
		return
	}
	imported := privateImported(req.Path.String()).get(ctx, req.Private, &resp.Diagnostics)
	resp.PlanValue = types.Int64Null()
	if imported {
		resp.PlanValue = req.StateValue
	}
}

// importedOr plans an optional and computed text that the configuration leaves out: what an import found, or else a
// default. It is for what the service cannot change: a default would replace the object that was imported.
type importedOr struct{ otherwise types.String }

func (importedOr) Description(context.Context) string { return "keeps what an import found" }
func (m importedOr) MarkdownDescription(ctx context.Context) string {
	return m.Description(ctx)
}

func (m importedOr) PlanModifyString(
	ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if !req.ConfigValue.IsNull() {
		return
	}
	imported := privateImported(req.Path.String()).get(ctx, req.Private, &resp.Diagnostics)
	resp.PlanValue = m.otherwise
	if imported && !req.State.Raw.IsNull() {
		resp.PlanValue = req.StateValue
	}
}
