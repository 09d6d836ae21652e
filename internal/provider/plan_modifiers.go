package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// sameInstant keeps the state's notation of a time, so another notation of the same time is not a change. timetypes
// holds two notations equal only when their offset is the same.
type sameInstant struct{}

func (sameInstant) Description(context.Context) string {
	return "another notation of the same time is not a change"
}
func (s sameInstant) MarkdownDescription(ctx context.Context) string { return s.Description(ctx) }

func (sameInstant) PlanModifyString(
	_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if sameTime(rfc3339(req.StateValue.ValueString()), rfc3339(req.PlanValue.ValueString())) {
		resp.PlanValue = req.StateValue
	}
}

// replaceUnlessEmpty replaces when a text changes, but not from null to an empty text or back: to the service both are
// none.
func replaceUnlessEmpty() planmodifier.String {
	const description = "replaces when the text changes; null and an empty text are the same"
	return stringplanmodifier.RequiresReplaceIf(func(
		_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse,
	) {
		resp.RequiresReplace = req.PlanValue.IsUnknown() || req.PlanValue.ValueString() != req.StateValue.ValueString()
	}, description, description)
}

// sameUser keeps the state's spelling of a user id, so GUIDs in another letter case are not a change.
type sameUser struct{}

func (sameUser) Description(context.Context) string {
	return "the same user id in another letter case is not a change"
}
func (s sameUser) MarkdownDescription(ctx context.Context) string { return s.Description(ctx) }

func (sameUser) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if !req.StateValue.IsNull() && !req.PlanValue.IsUnknown() &&
		client.SameUser(req.StateValue.ValueString(), req.PlanValue.ValueString()) {
		resp.PlanValue = req.StateValue
	}
}
