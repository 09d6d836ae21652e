package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// sameUser keeps the state's way of writing a user id, so that GUIDs in another letter case are not a change.
type sameUser struct{}

func (sameUser) Description(context.Context) string {
	return "the same user id in another letter case is not a change"
}
func (s sameUser) MarkdownDescription(ctx context.Context) string { return s.Description(ctx) }

func (sameUser) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if !req.StateValue.IsNull() && !req.PlanValue.IsUnknown() && client.SameUser(req.StateValue.ValueString(), req.PlanValue.ValueString()) {
		resp.PlanValue = req.StateValue
	}
}
