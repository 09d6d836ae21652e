package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ action.ActionWithConfigure = (*sendMessageAction)(nil)

type sendMessageAction struct{ configurableAction }

// NewSendMessageAction makes the action chat_send_message.
func NewSendMessageAction() action.Action { return &sendMessageAction{} }

type sendMessageModel struct {
	ThreadID          types.String `tfsdk:"thread_id"`
	Content           types.String `tfsdk:"content"`
	Type              types.String `tfsdk:"type"`
	SenderDisplayName types.String `tfsdk:"sender_display_name"`
	Metadata          types.Map    `tfsdk:"metadata"`
	SenderID          types.String `tfsdk:"sender_id"`
}

func (a *sendMessageAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_send_message"
}

func (a *sendMessageAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Sends a message to a chat thread each time it is invoked. Terraform does not manage the " +
			"message afterwards; for a message that it does manage, use the resource `chat_message`.\n\n" + readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"thread_id": schema.StringAttribute{Required: true, Validators: []validator.String{threadID()},
				MarkdownDescription: "Id of the thread, such as `19:…@thread.v2`."},
			"content": schema.StringAttribute{
				Required:   true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1), messageSize()},
				MarkdownDescription: "Text or HTML of the message: not empty, at most 28 KB (28672 bytes of UTF-8). May be an " +
					"ephemeral value.",
			},
			"type": schema.StringAttribute{Optional: true,
				Validators: []validator.String{
					stringvalidator.OneOf(string(client.MessageText), string(client.MessageHTML)),
				},
				MarkdownDescription: "`text` or `html`. Defaults to `text`."},
			"sender_display_name": schema.StringAttribute{Optional: true,
				MarkdownDescription: "Name shown for the sender. Defaults to none."},
			"metadata": schema.MapAttribute{Optional: true, ElementType: types.StringType, Validators: metadataValidators(),
				MarkdownDescription: metadataLimits + " Defaults to none."},
			"sender_id": schema.StringAttribute{Optional: true, Validators: []validator.String{tokenUserID()},
				MarkdownDescription: "Raw id of the user that sends the message, a member of the thread. Defaults to the acting " +
					"user. Any other user requires a login with `connection_string` or `use_entra_id`."},
		},
	}
}

func (a *sendMessageAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var data sendMessageModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := a.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	sender := data.SenderID.ValueString()
	if sender == "" {
		sender = chat.ActingUserID()
	}
	resp.SendProgress(
		action.InvokeProgressEvent{
			Message: fmt.Sprintf("Sending a message to %s as %s", data.ThreadID.ValueString(), userOrNone(sender)),
		},
	)
	ctx, cancel := bounded(ctx)
	defer cancel()
	id, err := chat.SendMessage(ctx, data.ThreadID.ValueString(), sender, data.newMessage())
	if err != nil {
		addError(&resp.Diagnostics, "Could not send the message", err)
		return
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: "Sent message " + id})
}

func (m sendMessageModel) newMessage() client.NewMessage {
	message := client.NewMessage{
		Content: m.Content.ValueString(), Type: client.MessageText,
		SenderDisplayName: m.SenderDisplayName.ValueString(), Metadata: expandMetadata(m.Metadata),
	}
	if !m.Type.IsNull() {
		message.Type = client.MessageType(m.Type.ValueString())
	}
	return message
}
