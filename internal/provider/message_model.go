package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// messageResourceModel is the resource chat_message.
type messageResourceModel struct {
	ID                types.String      `tfsdk:"id"`
	ThreadID          types.String      `tfsdk:"thread_id"`
	Content           types.String      `tfsdk:"content"`
	Type              types.String      `tfsdk:"type"`
	SenderID          types.String      `tfsdk:"sender_id"`
	SenderDisplayName types.String      `tfsdk:"sender_display_name"`
	Metadata          types.Map         `tfsdk:"metadata"`
	CreatedOn         timetypes.RFC3339 `tfsdk:"created_on"`
	EditedOn          timetypes.RFC3339 `tfsdk:"edited_on"`
	Version           types.String      `tfsdk:"version"`
	OnDestroy         types.String      `tfsdk:"on_destroy"`
	Timeouts          timeouts.Value    `tfsdk:"timeouts"`
}

// messageIdentity is what identifies a message.
type messageIdentity struct {
	ThreadID types.String `tfsdk:"thread_id"`
	ID       types.String `tfsdk:"id"`
}

// ref says which message is meant and who may change it.
func (m messageResourceModel) ref() client.MessageRef {
	return client.MessageRef{
		ThreadID: m.ThreadID.ValueString(), ID: m.ID.ValueString(), SenderID: m.SenderID.ValueString(),
	}
}

func (m messageResourceModel) newMessage() client.NewMessage {
	return client.NewMessage{
		Content: m.Content.ValueString(), Type: client.MessageType(m.Type.ValueString()),
		SenderDisplayName: m.SenderDisplayName.ValueString(), Metadata: expandMetadata(m.Metadata),
	}
}

// flattenMessage sets what the service has of a message, except its content and, when it is not managed, its metadata.
func (m *messageResourceModel) flattenMessage(actual client.Message) {
	m.Type = types.StringValue(string(actual.Type))
	m.SenderID = flattenUserID(m.SenderID, actual.SenderID)
	if m.SenderDisplayName.IsUnknown() || !sameButSpace(m.SenderDisplayName.ValueString(), actual.SenderDisplayName) {
		m.SenderDisplayName = flattenText(m.SenderDisplayName, actual.SenderDisplayName)
	}
	if !m.Metadata.IsNull() {
		m.Metadata = flattenMetadata(m.Metadata, actual.Metadata)
	}
	m.flattenTimes(actual)
}

// flattenTimes sets what the service alone decides.
func (m *messageResourceModel) flattenTimes(actual client.Message) {
	m.CreatedOn = flattenTime(&actual.CreatedOn)
	m.EditedOn = flattenTime(actual.EditedOn)
	m.Version = types.StringValue(actual.Version)
}

// isUserMessage reports whether a user sent the message, as text or HTML, and so can change it.
func isUserMessage(m client.Message) bool {
	return m.SenderID != "" && (m.Type == client.MessageText || m.Type == client.MessageHTML)
}

// messageModel is a message in a data source, of a user or of the service.
type messageModel struct {
	ID                types.String         `tfsdk:"id"`
	Type              types.String         `tfsdk:"type"`
	SequenceID        types.String         `tfsdk:"sequence_id"`
	Version           types.String         `tfsdk:"version"`
	Content           *messageContentModel `tfsdk:"content"`
	SenderID          types.String         `tfsdk:"sender_id"`
	SenderDisplayName types.String         `tfsdk:"sender_display_name"`
	CreatedOn         timetypes.RFC3339    `tfsdk:"created_on"`
	EditedOn          timetypes.RFC3339    `tfsdk:"edited_on"`
	DeletedOn         timetypes.RFC3339    `tfsdk:"deleted_on"`
	Metadata          types.Map            `tfsdk:"metadata"`
}

// messageContentModel is what a message says.
type messageContentModel struct {
	Message     types.String  `tfsdk:"message"`
	Topic       types.String  `tfsdk:"topic"`
	Members     []memberModel `tfsdk:"members"` // nil is null
	InitiatorID types.String  `tfsdk:"initiator_id"`
}

// flattenMessage returns a message with all that the service has of it. What a type of message does not have is null.
func flattenMessage(m client.Message) messageModel {
	return messageModel{
		ID: types.StringValue(m.ID), Type: types.StringValue(string(m.Type)),
		SequenceID: types.StringValue(m.SequenceID), Version: types.StringValue(m.Version),
		Content:  flattenContent(m),
		SenderID: textOrNull(m.SenderID), SenderDisplayName: textOrNull(m.SenderDisplayName),
		CreatedOn: flattenTime(&m.CreatedOn), EditedOn: flattenTime(m.EditedOn), DeletedOn: flattenTime(m.DeletedOn),
		Metadata: flattenMetadata(types.MapNull(types.StringType), m.Metadata),
	}
}

func flattenContent(m client.Message) *messageContentModel {
	content := &messageContentModel{Topic: textOrNull(m.Content.Topic), InitiatorID: textOrNull(m.Content.InitiatorID)}
	switch m.Type {
	case client.MessageText, client.MessageHTML:
		content.Message = types.StringValue(m.Content.Message) // that of a deleted message is empty
	case client.MessageMemberAdded, client.MessageMemberRemoved:
		content.Members = flattenMembers(m.Content.Members)
	default:
		// A type that is new to this provider shows what it has.
		content.Message = textOrNull(m.Content.Message)
		if len(m.Content.Members) > 0 {
			content.Members = flattenMembers(m.Content.Members)
		}
	}
	return content
}

func textOrNull(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}

// messageAttributes are those of a message in a data source.
func messageAttributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	time := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{}, MarkdownDescription: description}
	}
	return map[string]schema.Attribute{
		"id": text("Id of the message: a decimal number, unique within its thread."),
		"type": text("Users send `text` and `html`; the service writes `topicUpdated`, `participantAdded` and " +
			"`participantRemoved`. Types that the service adds later are passed through."),
		"sequence_id": text("Position of the message in its thread, a decimal number. Editing or deleting a message moves " +
			"it to the end."),
		"version": text("Version of the message: epoch milliseconds as a decimal number. Editing or deleting the " +
			"message changes it."),
		"content": schema.SingleNestedAttribute{
			Computed:            true,
			MarkdownDescription: "Content of the message. Which attributes are set depends on `type`.",
			Attributes: map[string]schema.Attribute{
				"message":      text("Text or HTML that a user sent; empty when the message was deleted."),
				"topic":        text("For `topicUpdated`, the new topic."),
				"members":      membersAttribute("For `participantAdded` and `participantRemoved`, who was added or removed."),
				"initiator_id": text("For messages that the service wrote, the raw id of the user that caused them."),
			},
		},
		"sender_id":           text("Raw id of the sender; null for messages that the service wrote."),
		"sender_display_name": text("Name shown for the sender; null when it was sent without one."),
		"created_on":          time("When the message was sent, RFC 3339."),
		"edited_on":           time("When the message was last edited, RFC 3339; null if it never was."),
		"deleted_on":          time("When the message was deleted, RFC 3339; null unless it was."),
		"metadata": schema.MapAttribute{Computed: true, ElementType: types.StringType,
			MarkdownDescription: "The message's metadata; null when it has none."},
	}
}

// membersAttribute is a computed list of members in a data source.
func membersAttribute(description string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: description,
		NestedObject: schema.NestedAttributeObject{Attributes: memberAttributes()},
	}
}

// memberAttributes are those of a member in a data source.
func memberAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"user_id": schema.StringAttribute{Computed: true, MarkdownDescription: "Raw id of the user."},
		"display_name": schema.StringAttribute{Computed: true, MarkdownDescription: "Name of the member in this thread; " +
			"null when it has none."},
		"share_history_time": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{},
			MarkdownDescription: "The time from which the member sees the thread's history, RFC 3339."},
		"metadata": schema.MapAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "The member's " +
			"metadata; null when it has none."},
	}
}
