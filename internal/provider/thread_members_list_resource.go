package provider

import (
	"context"
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
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
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the members of the chat threads that the acting user is a member of, for import: one " +
			"object for each thread, with all of its members except the acting user. Deleted threads are left out. The list " +
			"resource `chat_thread_member` finds them one by one.\n\nWith `include_resource`, the members of each thread are " +
			"listed, which takes a call or more for each.",
		Attributes: map[string]schema.Attribute{
			"topic_regex": schema.StringAttribute{Optional: true, Validators: []validator.String{regularExpression()},
				MarkdownDescription: topicRegexNote},
		},
	}
}

func (r *threadMembersListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config threadListModel
	r.list(ctx, req, stream, &config, func(chat *client.Client, diags *diag.Diagnostics) iter.Seq[list.ListResult] {
		topic := topicMatcher(config.TopicRegex, diags)
		return lister[client.ThreadSummary]{
			ListRequest: req,
			listed: func(ctx context.Context) iter.Seq2[client.ThreadSummary, error] {
				return chat.ListThreads(ctx, time.Time{})
			},
			wants:    func(t client.ThreadSummary) bool { return t.DeletedOn == nil && topic(t.Topic) },
			display:  threadDisplayName,
			identity: func(t client.ThreadSummary) any { return threadMembersIdentity{types.StringValue(t.ID)} },
			resource: func(ctx context.Context, t client.ThreadSummary, to *tfsdk.Resource, diags *diag.Diagnostics) error {
				members, err := chat.ListMembers(ctx, t.ID)
				if err != nil {
					return err
				}
				diags.Append(setMembers(ctx, to, t.ID, refreshMemberMap(nil, members, chat.ActingUserID(), true))...)
				return nil
			},
			summary: "Could not list the threads",
		}.results(ctx)
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
