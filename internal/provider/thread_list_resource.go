package provider

import (
	"context"
	"iter"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ list.ListResourceWithConfigure = (*threadListResource)(nil)

type threadListResource struct{ configurableListResource }

// NewThreadListResource makes the list resource chat_thread.
func NewThreadListResource() list.ListResource { return &threadListResource{} }

type threadListModel struct {
	TopicRegex types.String `tfsdk:"topic_regex"`
}

func (r *threadListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_thread"
}

func (r *threadListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the chat threads that the acting user is a member of, for import. Deleted threads are left out.\n\n" +
			"As in every import of a thread, `members` stays null; the list resource `chat_thread_member` finds the members.",
		Attributes: map[string]schema.Attribute{
			"topic_regex": schema.StringAttribute{Optional: true, Validators: []validator.String{regularExpression()},
				MarkdownDescription: topicRegexNote},
		},
	}
}

func (r *threadListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config threadListModel
	diags := req.Config.Get(ctx, &config)
	chat := r.client(&diags)
	wanted := topicMatcher(config.TopicRegex, &diags)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	q := query{req, chat, path.Empty(), "Could not list the threads"}
	listed := func(ctx context.Context) iter.Seq2[client.ThreadSummary, error] {
		return chat.ListThreads(ctx, time.Time{})
	}
	stream.Results = results(ctx, q, listed, func(ctx context.Context, t client.ThreadSummary) (list.ListResult, bool) {
		if t.DeletedOn != nil || !wanted(t.Topic) {
			return list.ListResult{}, false
		}
		return q.thread(ctx, t)
	})
}

// thread returns the result for a thread; false when the thread is gone by now.
func (q query) thread(ctx context.Context, t client.ThreadSummary) (list.ListResult, bool) {
	result := q.NewListResult(ctx)
	result.DisplayName = threadDisplayName(t)
	result.Diagnostics.Append(result.Identity.Set(ctx, threadIdentity{types.StringValue(t.ID)})...)
	if !q.IncludeResource {
		return result, true
	}
	thread, err := q.chat.GetThread(ctx, t.ID)
	switch {
	case client.IsNotFound(err) || err == nil && thread.DeletedOn != nil:
		return list.ListResult{}, false
	case client.KindOf(err) == client.KindForbidden:
		// The acting user has left it, which must not hide the others.
		return leftOut("The thread "+result.DisplayName+" is left out", err), true
	case err != nil:
		return q.failure(err), true
	}
	result.Diagnostics.Append(setThread(ctx, result, thread)...)
	return result, true
}

func setThread(ctx context.Context, result list.ListResult, thread client.Thread) diag.Diagnostics {
	var data threadResourceModel
	diags := emptyResource(ctx, result.Resource, &data)
	data.flattenThread(thread)
	diags.Append(result.Resource.Set(ctx, data)...)
	return diags
}

// threadDisplayName is the topic, and enough of the id to tell threads of the same topic apart.
func threadDisplayName(t client.ThreadSummary) string {
	name, _, _ := strings.Cut(t.ID, "@")
	return t.Topic + " (…" + name[max(0, len(name)-8):] + ")"
}
