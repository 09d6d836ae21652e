package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// threadModel is a thread in the resource and in the data source.
type threadModel struct {
	ID              types.String      `tfsdk:"id"`
	Topic           types.String      `tfsdk:"topic"`
	Metadata        types.Map         `tfsdk:"metadata"`
	DeleteAfterDays types.Int64       `tfsdk:"delete_after_days"`
	Members         types.Map         `tfsdk:"members"` // of memberModel
	CreatedOn       timetypes.RFC3339 `tfsdk:"created_on"`
	CreatedBy       types.String      `tfsdk:"created_by"`
}

// threadResourceModel is the resource chat_thread.
type threadResourceModel struct {
	threadModel
	DeletionProtection types.Bool     `tfsdk:"deletion_protection"`
	OnDestroy          types.String   `tfsdk:"on_destroy"`
	Timeouts           timeouts.Value `tfsdk:"timeouts"`
}

// threadIdentity is what identifies a thread.
type threadIdentity struct {
	ID types.String `tfsdk:"id"`
}

// flattenThread copies everything that the service has of a thread, except its members.
func (m *threadModel) flattenThread(t client.Thread) {
	m.Metadata = flattenMetadata(m.Metadata, t.Metadata)
	m.DeleteAfterDays = flattenDays(t.DeleteAfterDays)
	m.flattenOrigin(t)
	m.Topic = types.StringValue(t.Topic)
}

// flattenManaged is flattenThread without what is null, which the configuration does not manage.
func (m *threadModel) flattenManaged(t client.Thread) {
	if !m.Metadata.IsNull() {
		m.Metadata = flattenMetadata(m.Metadata, t.Metadata)
	}
	if !m.DeleteAfterDays.IsNull() {
		m.DeleteAfterDays = flattenDays(t.DeleteAfterDays)
	}
	m.flattenOrigin(t)
	m.Topic = flattenSpaced(m.Topic, t.Topic)
}

// flattenOrigin copies what never changes.
func (m *threadModel) flattenOrigin(t client.Thread) {
	m.ID = types.StringValue(t.ID)
	m.CreatedOn = flattenTime(&t.CreatedOn)
	m.CreatedBy = types.StringValue(t.CreatedBy)
}

func flattenDays(days *int) types.Int64 {
	if days == nil {
		return types.Int64Null()
	}
	return types.Int64Value(int64(*days))
}

func expandDays(v types.Int64) *int {
	if v.IsNull() {
		return nil
	}
	days := int(v.ValueInt64())
	return &days
}

// threadPatch returns what turns one thread into the other in one call, and whether there is anything to change.
func threadPatch(from, to threadModel) (patch client.ThreadPatch, changes bool) {
	if !from.Topic.Equal(to.Topic) {
		patch.Topic = to.Topic.ValueStringPointer()
	}
	patch.Metadata = metadataPatch(from.Metadata, to.Metadata)
	if !from.DeleteAfterDays.Equal(to.DeleteAfterDays) {
		patch.Retention = &client.Retention{DeleteAfterDays: int(to.DeleteAfterDays.ValueInt64())}
	}
	return patch, patch.Topic != nil || patch.Metadata != nil || patch.Retention != nil
}

// changes reports whether anything must change on the service to make one thread the other.
func (m threadModel) changes(from threadModel) bool {
	return !m.Topic.Equal(from.Topic) || !m.Metadata.Equal(from.Metadata) ||
		!m.DeleteAfterDays.Equal(from.DeleteAfterDays) ||
		!m.Members.IsNull() && !m.Members.Equal(from.Members)
}
