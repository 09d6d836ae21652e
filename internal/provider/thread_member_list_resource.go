package provider

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ list.ListResourceWithConfigure = (*threadMemberListResource)(nil)

type threadMemberListResource struct{ configurableListResource }

// NewThreadMemberListResource makes the list resource chat_thread_member.
func NewThreadMemberListResource() list.ListResource { return &threadMemberListResource{} }

type threadMemberListModel struct {
	ThreadID types.String `tfsdk:"thread_id"`
}

func (r *threadMemberListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_thread_member"
}

func (r *threadMemberListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the members of a chat thread, for import. The acting user is left out: it is always a member and cannot be " +
			"managed with `chat_thread_member`.",
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
	diags := req.Config.Get(ctx, &config)
	chat := r.client(&diags)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	q := query{req, chat, path.Root("thread_id"), "Could not list the members of the thread"}
	listed := func(ctx context.Context) iter.Seq2[client.Member, error] {
		return allMembers(ctx, chat, config.ThreadID.ValueString())
	}
	stream.Results = results(ctx, q, listed, func(ctx context.Context, m client.Member) (list.ListResult, bool) {
		return q.member(ctx, config.ThreadID, m), !client.SameUser(m.UserID, chat.ActingUserID())
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

func (q query) member(ctx context.Context, threadID types.String, m client.Member) list.ListResult {
	result := q.NewListResult(ctx)
	result.DisplayName = m.DisplayName
	if result.DisplayName == "" {
		result.DisplayName = m.UserID
	}
	result.Diagnostics.Append(result.Identity.Set(ctx, threadMemberIdentity{threadID, types.StringValue(m.UserID)})...)
	if q.IncludeResource {
		result.Diagnostics.Append(setMember(ctx, result, threadID, m)...)
	}
	return result
}

func setMember(ctx context.Context, result list.ListResult, threadID types.String, m client.Member) diag.Diagnostics {
	var data threadMemberModel
	diags := emptyResource(ctx, result.Resource, &data)
	data.ShareHistoryTime = timetypes.NewRFC3339ValueMust(wholeHistory) // the resource's default
	data.memberModel = flattenMember(data.memberModel, m)
	data.ThreadID, data.ID = threadID, types.StringValue(threadMemberID(threadID.ValueString(), m.UserID))
	diags.Append(result.Resource.Set(ctx, data)...)
	return diags
}
