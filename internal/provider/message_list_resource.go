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
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ list.ListResourceWithConfigure = (*messageListResource)(nil)

type messageListResource struct{ configurableListResource }

// NewMessageListResource makes the list resource chat_message.
func NewMessageListResource() list.ListResource { return &messageListResource{} }

type messageListModel struct {
	ThreadID types.String `tfsdk:"thread_id"`
	Types    types.List   `tfsdk:"types"`
}

func (r *messageListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_message"
}

func (r *messageListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the messages that users sent to a chat thread, newest first, for import. Deleted messages are left out, and so are those " +
			"that the service writes when the topic or the members change, because they cannot be managed; the data source `chat_messages` lists them all. " +
			"Only its sender can change a message, so messages of other users than the acting user require a login with `connection_string` or `use_entra_id`.",
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
	diags := req.Config.Get(ctx, &config)
	chat := r.client(&diags)
	wanted := messageFilter{types: []string{string(client.MessageText), string(client.MessageHTML)}}
	if !config.Types.IsNull() {
		diags.Append(config.Types.ElementsAs(ctx, &wanted.types, false)...)
	}
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	q := query{req, chat, path.Root("thread_id"), "Could not list the messages of the thread"}
	listed := func(ctx context.Context) iter.Seq2[client.Message, error] {
		return chat.ListMessages(ctx, config.ThreadID.ValueString(), time.Time{}, 0)
	}
	stream.Results = results(ctx, q, listed, func(ctx context.Context, m client.Message) (list.ListResult, bool) {
		return q.message(ctx, config.ThreadID, m), wanted.wants(m) && isUserMessage(m)
	})
}

func (q query) message(ctx context.Context, threadID types.String, m client.Message) list.ListResult {
	result := q.NewListResult(ctx)
	result.DisplayName = messageDisplayName(m)
	result.Diagnostics.Append(result.Identity.Set(ctx, messageIdentity{threadID, types.StringValue(m.ID)})...)
	if q.IncludeResource {
		result.Diagnostics.Append(setMessage(ctx, result, threadID, m)...)
	}
	return result
}

func setMessage(ctx context.Context, result list.ListResult, threadID types.String, m client.Message) diag.Diagnostics {
	var data messageResourceModel
	diags := emptyResource(ctx, result.Resource, &data)
	data.ID, data.ThreadID, data.Content = types.StringValue(m.ID), threadID, types.StringValue(m.Content.Message)
	data.Metadata = flattenMetadata(data.Metadata, m.Metadata)
	data.flattenMessage(m)
	diags.Append(result.Resource.Set(ctx, data)...)
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
