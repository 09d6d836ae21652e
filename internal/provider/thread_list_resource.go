package provider

import (
	"context"
	"iter"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ list.ListResourceWithConfigure = (*threadListResource)(nil)

type threadListResource struct{ configurableListResource }

// NewThreadListResource makes the list resource chat_thread.
func NewThreadListResource() list.ListResource {
	return &threadListResource{configurableListResource{name: "thread"}}
}

type threadListModel struct {
	TopicRegex types.String `tfsdk:"topic_regex"`
}

func (r *threadListResource) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = threadListSchema("Finds the chat threads that the acting user is a member of, for import. Deleted " +
		"threads are left out.\n\nAs in every import of a thread, `members` stays null; the list resource " +
		"`chat_thread_member` finds the members.")
}

// threadListSchema is the schema of list resources that find threads.
func threadListSchema(description string) schema.Schema {
	return schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"topic_regex": schema.StringAttribute{Optional: true, Validators: []validator.String{regularExpression()},
				MarkdownDescription: topicRegexNote},
		},
	}
}

func (r *threadListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	r.listThreads(ctx, req, stream, func(chat *client.Client, l *lister[client.ThreadSummary]) {
		l.identity = func(t client.ThreadSummary) any { return threadIdentity{types.StringValue(t.ID)} }
		l.resource = func(ctx context.Context, t client.ThreadSummary, to *tfsdk.Resource, diags *diag.Diagnostics) error {
			thread, err := chat.GetThread(ctx, t.ID)
			if err != nil {
				return err
			}
			var data threadResourceModel
			diags.Append(emptyResource(ctx, to, &data)...)
			data.flattenThread(thread)
			diags.Append(to.Set(ctx, data)...)
			return nil
		}
	})
}

// listThreads lists the threads of the acting user whose topic matches; complete adds identity and resource of a
// result.
func (c *configurableListResource) listThreads(
	ctx context.Context, req list.ListRequest, stream *list.ListResultsStream,
	complete func(chat *client.Client, l *lister[client.ThreadSummary]),
) {
	var config threadListModel
	c.list(ctx, req, stream, &config, func(chat *client.Client, diags *diag.Diagnostics) iter.Seq[list.ListResult] {
		topic := topicMatcher(config.TopicRegex, diags)
		l := lister[client.ThreadSummary]{
			ListRequest: req,
			listed: func(ctx context.Context) iter.Seq2[client.ThreadSummary, error] {
				return chat.ListThreads(ctx, time.Time{})
			},
			wants:   func(t client.ThreadSummary) bool { return t.DeletedOn == nil && topic(t.Topic) },
			display: threadDisplayName,
			summary: "Could not list the threads",
		}
		complete(chat, &l)
		return l.results(ctx)
	})
}

// threadDisplayName is the topic, and enough of the id to tell threads of the same topic apart.
func threadDisplayName(t client.ThreadSummary) string {
	name, _, _ := strings.Cut(t.ID, "@")
	return t.Topic + " (…" + name[max(0, len(name)-8):] + ")"
}
