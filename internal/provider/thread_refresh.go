package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// refreshThread brings a model up to what the service has, and reports whether the thread is still there. A thread of
// which only the topic is managed is read together with others.
func refreshThread(ctx context.Context, chat *client.Client, data *threadResourceModel) (found bool, err error) {
	id := data.ID.ValueString()
	imported := data.Topic.IsNull() // right now
	if !imported && data.Metadata.IsNull() && data.DeleteAfterDays.IsNull() {
		summary, err := chat.GetThreadSummary(ctx, id)
		if err != nil || summary.DeletedOn != nil {
			return false, ignoreNotFound(err)
		}
		data.Topic = types.StringValue(summary.Topic)
		return refreshMembers(ctx, chat, data)
	}
	thread, err := chat.GetThread(ctx, id)
	if err != nil || thread.DeletedOn != nil {
		return false, ignoreNotFound(err)
	}
	if imported {
		data.flattenThread(thread)
	} else {
		data.flattenManaged(thread)
	}
	return refreshMembers(ctx, chat, data)
}

// refreshMembers brings members that are managed up to what the service has, and reports whether the thread is still there.
func refreshMembers(ctx context.Context, chat *client.Client, data *threadResourceModel) (found bool, err error) {
	if data.Members.IsNull() {
		return true, nil
	}
	members, err := chat.ListMembers(ctx, data.ID.ValueString())
	if err != nil {
		return false, ignoreNotFound(err)
	}
	prior := membersOf(data.Members, chat.ActingUserID())
	data.Members = refreshMemberMap(prior, members, chat.ActingUserID(), true)
	return true, nil
}

// ignoreNotFound drops an error that only says that the object no longer exists.
func ignoreNotFound(err error) error {
	if client.IsNotFound(err) {
		return nil
	}
	return err
}
