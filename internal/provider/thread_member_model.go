package provider

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// memberModel is a member of a thread: an element of a list or map of members.
type memberModel struct {
	UserID           types.String      `tfsdk:"user_id"`
	DisplayName      types.String      `tfsdk:"display_name"`
	ShareHistoryTime timetypes.RFC3339 `tfsdk:"share_history_time"`
	Metadata         types.Map         `tfsdk:"metadata"`
}

// memberType is the type of memberModel.
func memberType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"user_id":            types.StringType,
		"display_name":       types.StringType,
		"share_history_time": timetypes.RFC3339Type{},
		"metadata":           types.MapType{ElemType: types.StringType},
	}}
}

// threadMemberModel is the resource chat_thread_member.
type threadMemberModel struct {
	memberModel
	ID              types.String   `tfsdk:"id"`
	ThreadID        types.String   `tfsdk:"thread_id"`
	RemoveOnDestroy types.Bool     `tfsdk:"remove_on_destroy"`
	Timeouts        timeouts.Value `tfsdk:"timeouts"`
}

// threadMemberIdentity is what identifies a member.
type threadMemberIdentity struct {
	ThreadID types.String `tfsdk:"thread_id"`
	UserID   types.String `tfsdk:"user_id"`
}

// threadMemberID is the id of a member in Terraform.
func threadMemberID(threadID, userID string) string { return threadID + "/" + userID }

// expandMember returns a known member for the client.
func (m memberModel) expandMember() client.Member {
	return client.Member{
		UserID: m.UserID.ValueString(), DisplayName: m.DisplayName.ValueString(),
		ShareHistoryTime: expandTime(m.ShareHistoryTime), Metadata: expandMetadata(m.Metadata),
	}
}

// flattenMember returns a member as the service has it. What prior says in other words stays as prior has it, and
// the service's defaults stay null where prior has null.
func flattenMember(prior memberModel, m client.Member) memberModel {
	return memberModel{
		UserID:           flattenUserID(prior.UserID, m.UserID),
		DisplayName:      flattenText(prior.DisplayName, m.DisplayName),
		ShareHistoryTime: flattenShareHistoryTime(prior.ShareHistoryTime, m.ShareHistoryTime),
		Metadata:         flattenMetadata(prior.Metadata, m.Metadata),
	}
}

// flattenUserID returns a user id of the service as prior writes it, which may be in another letter case.
func flattenUserID(prior types.String, userID string) types.String {
	if client.SameUser(prior.ValueString(), userID) {
		return prior
	}
	return types.StringValue(userID)
}

// flattenText returns a text of the service, which has the empty one for none; prior may be null or empty then.
func flattenText(prior types.String, text string) types.String {
	if text == "" && prior.ValueString() == "" && !prior.IsUnknown() {
		return prior
	}
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}

func flattenShareHistoryTime(prior timetypes.RFC3339, t *time.Time) timetypes.RFC3339 {
	actual := flattenTime(t)
	if actual.IsNull() {
		actual = timetypes.NewRFC3339ValueMust(wholeHistory)
	}
	switch {
	case sameTime(prior, actual):
		return prior
	case prior.IsNull() && sameTime(actual, timetypes.NewRFC3339ValueMust(wholeHistory)):
		return prior
	default:
		return actual
	}
}

// sameMember reports whether a member of the service has the attributes that a model asks for. It is the same user.
func (m memberModel) sameMember(actual client.Member) bool {
	flat := flattenMember(m, actual)
	return m.DisplayName.Equal(flat.DisplayName) &&
		m.ShareHistoryTime.Equal(flat.ShareHistoryTime) && m.Metadata.Equal(flat.Metadata)
}

// flattenMembers returns members as the elements of a list, with all that the service has.
func flattenMembers(members []client.Member) []memberModel {
	models := make([]memberModel, 0, len(members))
	said := memberModel{ShareHistoryTime: timetypes.NewRFC3339Unknown()} // so the whole history is not taken for a default
	for _, m := range members {
		models = append(models, flattenMember(said, m))
	}
	return models
}
