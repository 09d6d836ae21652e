package provider

import (
	"cmp"
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ list.ListResourceWithConfigure = (*threadMemberListResource)(nil)

type threadMemberListResource struct{ configurableListResource }

// NewThreadMemberListResource makes the list resource chat_thread_member.
func NewThreadMemberListResource() list.ListResource {
	return &threadMemberListResource{configurableListResource{name: "thread_member"}}
}

type threadMemberListModel struct {
	ThreadID types.String `tfsdk:"thread_id"`
}

func (r *threadMemberListResource) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the members of a chat thread, for import. The acting user is left out: it is always a " +
			"member and cannot be managed with `chat_thread_member`.",
		Attributes: map[string]schema.Attribute{"thread_id": listThreadIDAttribute()},
	}
}

// listThreadIDAttribute is the attribute thread_id of a list resource.
func listThreadIDAttribute() schema.StringAttribute {
	return schema.StringAttribute{Required: true, Validators: []validator.String{threadID()},
		MarkdownDescription: "Id of the thread, such as `19:…@thread.v2`. The acting user must be a member of it."}
}

func (r *threadMemberListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config threadMemberListModel
	r.list(ctx, req, stream, &config, func(chat *client.Client, _ *diag.Diagnostics) iter.Seq[list.ListResult] {
		thread := config.ThreadID
		return lister[client.Member]{
			ListRequest: req,
			listed: func(ctx context.Context) iter.Seq2[client.Member, error] {
				return allMembers(ctx, chat, thread.ValueString())
			},
			wants:   func(m client.Member) bool { return !client.SameUser(m.UserID, chat.ActingUserID()) },
			display: func(m client.Member) string { return cmp.Or(m.DisplayName, m.UserID) },
			identity: func(m client.Member) any {
				return threadMemberIdentity{thread, types.StringValue(m.UserID)}
			},
			resource: func(ctx context.Context, m client.Member, to *tfsdk.Resource, diags *diag.Diagnostics) error {
				diags.Append(setMember(ctx, to, thread, m)...)
				return nil
			},
			at:      path.Root("thread_id"),
			summary: "Could not list the members of the thread",
		}.results(ctx)
	})
}

// allMembers lists the members of a thread. A thread has so few that the client lists them at once.
func allMembers(ctx context.Context, chat *client.Client, threadID string) iter.Seq2[client.Member, error] {
	return func(yield func(client.Member, error) bool) {
		members, err := chat.ListMembers(ctx, threadID)
		if err != nil {
			yield(client.Member{}, err)
			return
		}
		for _, m := range members {
			if !yield(m, nil) {
				return
			}
		}
	}
}

func setMember(ctx context.Context, to *tfsdk.Resource, threadID types.String, m client.Member) diag.Diagnostics {
	var data threadMemberModel
	diags := emptyResource(ctx, to, &data)
	data.ShareHistoryTime = timetypes.NewRFC3339ValueMust(wholeHistory) // the resource's default
	data.memberModel = flattenMember(data.memberModel, m)
	data.ThreadID, data.ID = threadID, types.StringValue(threadMemberID(threadID.ValueString(), m.UserID))
	diags.Append(to.Set(ctx, data)...)
	return diags
}
