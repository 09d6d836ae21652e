package provider

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// outside is a change that someone makes behind Terraform's back.
type outside struct {
	Kind   string
	Thread string // an address; nothing happens when it is not there
	Which  int    // of the members or messages
}

func someOutside(random *rand.Rand) outside {
	return outside{
		Kind: oneOf(random, "topic", "metadata", "metadata gone", "retention", "member joins", "member joins", "member joins",
			"member leaves", "member leaves", "member renamed", "message edited", "message deleted", "thread deleted"),
		Thread: "chat_thread." + someThread(random), Which: random.IntN(8),
	}
}

// make carries a change out as the acting user.
func (o outside) make(ctx context.Context, h *story) {
	id, ok := h.id(o.Thread)
	if !ok {
		return
	}
	chat := h.someone()
	thread, err := chat.GetThread(ctx, id)
	if err != nil {
		return
	}
	switch o.Kind {
	case "topic":
		topic := "Someone's own"
		err = chat.UpdateThread(ctx, id, client.ThreadPatch{Topic: &topic})
	case "metadata":
		err = chat.UpdateThread(ctx, id, client.ThreadPatch{Metadata: map[string]string{"team": "theirs", "foreign": "1"}})
	case "metadata gone":
		gone := map[string]string{}
		for key := range thread.Metadata {
			gone[key] = ""
		}
		if len(gone) > 0 {
			err = chat.UpdateThread(ctx, id, client.ThreadPatch{Metadata: gone})
		}
	case "retention":
		err = chat.UpdateThread(ctx, id, client.ThreadPatch{Retention: &client.Retention{DeleteAfterDays: 90}})
	case "thread deleted":
		err = chat.DeleteThread(ctx, id)
	case "member joins":
		err = chat.AddMember(ctx, id, client.Member{UserID: h.known["stranger"], DisplayName: "Stranger"})
	default:
		err = o.makeOfMemberOrMessage(ctx, h, chat, id)
	}
	if err != nil {
		h.t.Errorf("changing %s outside: %v", o.Kind, err)
	}
}

func (o outside) makeOfMemberOrMessage(ctx context.Context, h *story, chat *client.Client, id string) error {
	members, err := chat.ListMembers(ctx, id)
	if err != nil {
		return err
	}
	members = slices.DeleteFunc(members, func(m client.Member) bool {
		return m.UserID == h.service.actingUser || m.UserID == h.known["stranger"]
	})
	slices.SortFunc(members, func(a, b client.Member) int { return strings.Compare(h.name(a.UserID), h.name(b.UserID)) })
	messages := slices.DeleteFunc(h.live(id), func(m emulator.Message) bool { return m.SenderID != h.service.actingUser })
	slices.SortFunc(messages, func(a, b emulator.Message) int { return strings.Compare(a.Content, b.Content) })
	switch {
	case strings.HasPrefix(o.Kind, "member") && len(members) > 0:
		member := members[o.Which%len(members)]
		err = chat.RemoveMember(ctx, id, member.UserID)
		if o.Kind == "member renamed" && err == nil {
			member.DisplayName = "Other"
			err = chat.AddMember(ctx, id, member)
		}
	case strings.HasPrefix(o.Kind, "message") && len(messages) > 0:
		ref := client.MessageRef{ThreadID: id, ID: messages[o.Which%len(messages)].ID}
		if o.Kind == "message deleted" {
			return chat.DeleteMessage(ctx, ref)
		}
		content := "Edited"
		err = chat.UpdateMessage(ctx, ref, client.MessagePatch{Content: &content})
	}
	return err
}

// someone is a client that acts as the acting user, but is not the provider's.
func (h *story) someone() *client.Client {
	chat, err := client.New(client.Options{Endpoint: h.service.URL(), AccessKey: h.service.AccessKey(),
		ActingUserID: h.service.actingUser, DisableThrottling: true, Transport: &wire{handler: h.service.Handler()}})
	if err != nil {
		h.t.Fatal(err)
	}
	return chat
}
