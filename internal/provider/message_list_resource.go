package provider

import (
	"context"
	"fmt"
	"html"
	"iter"
	"regexp"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ list.ListResourceWithConfigure = (*messageListResource)(nil)

type messageListResource struct{ configurableListResource }

// NewMessageListResource makes the list resource chat_message.
func NewMessageListResource() list.ListResource {
	return &messageListResource{configurableListResource{name: "message"}}
}

type messageListModel struct {
	ThreadID types.String `tfsdk:"thread_id"`
	Types    types.List   `tfsdk:"types"`
}

func (r *messageListResource) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the messages that users sent to a chat thread, newest first, for import. Deleted " +
			"messages are left out, and so are those that the service writes when the topic or the members change, because " +
			"they cannot be managed; the data source `chat_messages` lists them all. Only its sender can change a message, so " +
			"messages of other users than the acting user require a login with `connection_string` or `use_entra_id`.",
		Attributes: map[string]schema.Attribute{
			"thread_id": listThreadIDAttribute(),
			"types": schema.ListAttribute{Optional: true, ElementType: types.StringType,
				Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues(),
					listvalidator.ValueStringsAre(stringvalidator.OneOf(string(client.MessageText), string(client.MessageHTML)))},
				MarkdownDescription: "Includes only messages of these types, `text` or `html`. Defaults to both."},
		},
	}
}

func (r *messageListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config messageListModel
	r.list(ctx, req, stream, &config, func(chat *client.Client, diags *diag.Diagnostics) iter.Seq[list.ListResult] {
		thread := config.ThreadID
		filter := messageFilter{types: []string{string(client.MessageText), string(client.MessageHTML)}}
		if !config.Types.IsNull() {
			diags.Append(config.Types.ElementsAs(ctx, &filter.types, false)...)
		}
		return lister[client.Message]{
			ListRequest: req,
			listed: func(ctx context.Context) iter.Seq2[client.Message, error] {
				return chat.ListMessages(ctx, thread.ValueString(), time.Time{}, 0)
			},
			wants:    func(m client.Message) bool { return filter.wants(m) && isUserMessage(m) },
			display:  messageDisplayName,
			identity: func(m client.Message) any { return messageIdentity{thread, types.StringValue(m.ID)} },
			resource: func(ctx context.Context, m client.Message, to *tfsdk.Resource, diags *diag.Diagnostics) error {
				diags.Append(setMessage(ctx, to, thread, m)...)
				return nil
			},
			at:      path.Root("thread_id"),
			summary: "Could not list the messages of the thread",
		}.results(ctx)
	})
}

func setMessage(ctx context.Context, to *tfsdk.Resource, threadID types.String, m client.Message) diag.Diagnostics {
	var data messageResourceModel
	diags := emptyResource(ctx, to, &data)
	data.ID, data.ThreadID, data.Content = types.StringValue(m.ID), threadID, types.StringValue(m.Content.Message)
	data.Metadata = flattenMetadata(data.Metadata, m.Metadata)
	data.flattenMessage(m)
	diags.Append(to.Set(ctx, data)...)
	return diags
}

// firstWords is how many characters of a message its display name shows.
const firstWords = 40

// htmlTag matches a tag, well enough for a display name.
var htmlTag = regexp.MustCompile(`<[^<>]*>`)

// messageDisplayName is who sent the message, when, and its first words.
func messageDisplayName(m client.Message) string {
	sender, text := m.SenderDisplayName, m.Content.Message
	if sender == "" {
		sender = m.SenderID
	}
	if m.Type == client.MessageHTML {
		text = html.UnescapeString(htmlTag.ReplaceAllString(text, " "))
	}
	words := []rune(strings.Join(strings.Fields(text), " "))
	if len(words) > firstWords {
		words = append(words[:firstWords-1:firstWords-1], '…')
	}
	return fmt.Sprintf("%s, %s: %s", sender, m.CreatedOn.UTC().Format(time.RFC3339), string(words))
}
