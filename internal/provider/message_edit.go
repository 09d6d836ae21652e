package provider

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// messageMetadata is how the metadata of a message is read, with the given function, and changed.
func messageMetadata(
	chat *client.Client, ref client.MessageRef, read func(context.Context) (client.Message, error),
) metadataOf {
	return metadataOf{
		what: "message",
		read: func(ctx context.Context) (map[string]string, error) {
			message, err := read(ctx)
			return message.Metadata, err
		},
		clear: func(ctx context.Context, keys []string) error {
			return chat.UpdateMessage(ctx, ref, client.MessagePatch{MetadataNulls: keys})
		},
	}
}

// editMessage patches a message and reads back what the service made of it.
func editMessage(
	ctx context.Context, chat *client.Client, state, plan messageResourceModel, patch client.MessagePatch,
	resp *resource.UpdateResponse,
) {
	if err := chat.UpdateMessage(ctx, plan.ref(), patch); err != nil {
		addError(&resp.Diagnostics, "Could not edit the message", err)
		return
	}
	plan.EditedOn, plan.Version = timetypes.NewRFC3339Null(), types.StringNull()
	edited := plan
	edited.Metadata = unconfirmed(state.Metadata, plan.Metadata)
	resp.Diagnostics.Append(resp.State.Set(ctx, edited)...)
	var actual client.Message
	metadata := messageMetadata(chat, plan.ref(), func(ctx context.Context) (_ client.Message, err error) {
		actual, err = readBack(ctx, chat, plan.ref())
		return actual, err
	})
	plan.Metadata = metadata.confirm(ctx, state.Metadata, plan.Metadata, removedKeys(patch.Metadata), &resp.Diagnostics)
	if actual.ID == "" {
		return // it could not be read back
	}
	plan.flattenTimes(actual)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	if patch.Content != nil { // otherwise it is what others made of it meanwhile
		privateContent.set(ctx, resp.Private, digest(actual.Content.Message), &resp.Diagnostics)
	}
}

// messagePatch returns what turns one message into the other in one call, and whether there is anything to change.
func messagePatch(from, to messageResourceModel) (patch client.MessagePatch, changes bool) {
	if !from.Content.Equal(to.Content) {
		patch.Content = to.Content.ValueStringPointer()
	}
	patch.Metadata = metadataPatch(from.Metadata, to.Metadata)
	return patch, patch.Content != nil || patch.Metadata != nil
}

// readBackTimeout bounds reading back what was just written.
const readBackTimeout = time.Minute

// readBack reads a message that was just written, as its sender, even when the operation was interrupted or has timed
// out by now: otherwise the next apply would send the message again although it exists.
func readBack(ctx context.Context, chat *client.Client, ref client.MessageRef) (client.Message, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readBackTimeout)
	defer cancel()
	return chat.GetMessage(ctx, ref)
}

// refuseSystemMessage adds an error when an imported message is not one that a user sent.
func refuseSystemMessage(m client.Message, diags *diag.Diagnostics) {
	if !isUserMessage(m) {
		diags.AddError("The message cannot be imported", fmt.Sprintf("Message %s is of type %s. Only text and html messages "+
			"that users sent can be managed; the service wrote this one, so it cannot be changed. To read it, use the data "+
			"source chat_message.", m.ID, m.Type))
	}
}
