package provider

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// maxNamedThreads is how many threads an error names when several have one topic.
const maxNamedThreads = 10

// findThread returns the id of the one thread of the acting user that has a topic; anything but one is an error.
func findThread(ctx context.Context, chat *client.Client, topic string, diags *diag.Diagnostics) types.String {
	found, more, err := threadsWithTopic(ctx, chat, topic)
	switch {
	case err != nil:
		addError(diags, "Could not find the thread", err)
	case len(found) == 0:
		diags.AddAttributeError(path.Root("topic"), "No thread has this topic", fmt.Sprintf(
			"%s is not a member of a thread with the topic %q. The topic must be written exactly as it is on the service. "+
				"If the thread exists, add the acting user to it, or read it as one of its members.",
			userOrNone(chat.ActingUserID()), topic))
	case len(found) > 1:
		diags.AddAttributeError(path.Root("topic"), "Several threads have this topic", severalThreads(topic, found, more))
	default:
		return types.StringValue(found[0].ID)
	}
	return types.StringNull()
}

// threadsWithTopic returns threads that have a topic, at most maxNamedThreads, and whether there are more. The list of
// threads is only a hint: it may call a live thread deleted, and holds threads that the acting user has left. So each
// candidate is read by itself, those that the list calls deleted only when there is no other.
func threadsWithTopic(
	ctx context.Context, chat *client.Client, topic string,
) (found []client.Thread, more bool, err error) {
	var live, deleted []string // ids
	for t, err := range chat.ListThreads(ctx, time.Time{}) {
		switch {
		case err != nil:
			return nil, false, err
		case t.Topic != topic:
		case t.DeletedOn == nil:
			live = append(live, t.ID)
		default:
			deleted = append(deleted, t.ID)
		}
	}
	for _, candidates := range [][]string{live, deleted} {
		for _, id := range candidates {
			thread, err := chat.GetThread(ctx, id)
			switch kind := client.KindOf(err); {
			case kind == client.KindNotFound || kind == client.KindForbidden:
			case err != nil:
				return nil, false, err
			case thread.Topic != topic:
			case len(found) == maxNamedThreads:
				return found, true, nil
			default:
				found = append(found, thread)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	return found, false, nil
}

// severalThreads names the threads that have one topic, and says what to do.
func severalThreads(topic string, found []client.Thread, more bool) string {
	var lines []string
	for _, t := range found {
		lines = append(lines, fmt.Sprintf("  %s, created on %s", t.ID, t.CreatedOn.UTC().Format(time.RFC3339)))
	}
	count := fmt.Sprintf("%d threads have", len(found))
	if more {
		count = fmt.Sprintf("More than %d threads have", len(found))
		lines = append(lines, "  …")
	}
	return fmt.Sprintf("%s the topic %q. Set id to the one that is meant instead of topic:\n\n%s",
		count, topic, strings.Join(lines, "\n"))
}
