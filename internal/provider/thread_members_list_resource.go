package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ list.ListResourceWithConfigure = (*threadMembersListResource)(nil)

type threadMembersListResource struct{ configurableListResource }

// NewThreadMembersListResource makes the list resource chat_thread_members.
func NewThreadMembersListResource() list.ListResource {
	return &threadMembersListResource{configurableListResource{name: "thread_members"}}
}

func (r *threadMembersListResource) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = threadListSchema("Finds the members of the chat threads that the acting user is a member of, for " +
		"import: one object for each thread, with all of its members except the acting user. Deleted threads are left out. " +
		"The list resource `chat_thread_member` finds them one by one.\n\nWith `include_resource`, the members of each " +
		"thread are listed, which takes a call or more for each.")
}

func (r *threadMembersListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	r.listThreads(ctx, req, stream, func(chat *client.Client, l *lister[client.ThreadSummary]) {
		l.identity = func(t client.ThreadSummary) any { return threadMembersIdentity{types.StringValue(t.ID)} }
		l.resource = func(ctx context.Context, t client.ThreadSummary, to *tfsdk.Resource, diags *diag.Diagnostics) error {
			members, err := chat.ListMembers(ctx, t.ID)
			if err != nil {
				return err
			}
			diags.Append(setMembers(ctx, to, t.ID, refreshMemberMap(nil, members, chat.ActingUserID(), true))...)
			return nil
		}
	})
}

// setMembers writes what an import of all the members of a thread would read.
func setMembers(ctx context.Context, to *tfsdk.Resource, threadID string, members types.Map) diag.Diagnostics {
	var data threadMembersResourceModel
	diags := emptyResource(ctx, to, &data)
	data.ID, data.ThreadID, data.Members = types.StringValue(threadID), types.StringValue(threadID), members
	diags.Append(to.Set(ctx, data)...)
	return diags
}
