package provider

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// refreshThread brings a model up to what the service has, and reports whether the thread is still there, which only
// the thread itself says. A thread of which only the topic is managed needs no call of its own while the thread list
// shows it as it is in the state.
func (r *threadResource) refreshThread(
	ctx context.Context, chat *client.Client, data *threadResourceModel,
) (found bool, err error) {
	id := data.ID.ValueString()
	imported := data.Topic.IsNull() // right now
	listed := false
	if !imported && data.Metadata.IsNull() && data.DeleteAfterDays.IsNull() {
		if listed, err = chat.IsListed(ctx, id, data.Topic.ValueString()); err != nil {
			return false, err
		}
	}
	r.proofs.note(id, !listed || !data.Members.IsNull())
	if !listed {
		thread, err := chat.GetThread(ctx, id)
		if err != nil {
			return false, ignoreNotFound(err)
		}
		if imported {
			data.flattenThread(thread)
		} else {
			data.flattenManaged(thread)
		}
	}
	return refreshMembers(ctx, chat, data)
}

// refreshMembers brings members that are managed up to what the service has, and reports whether the thread is still
// there.
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

// proveThread reads a thread that is to be changed or destroyed by itself, if so far only the thread list said that it
// is there: the list also has threads that the acting user has left. It reports false when the thread is gone.
func (r *threadResource) proveThread(
	ctx context.Context, chat *client.Client, state threadModel, destroy bool, diags *diag.Diagnostics,
) (exists bool) {
	id := state.ID.ValueString()
	read, proved := r.proofs.of(id)
	if proved || !read && !destroy { // the apply plans a change once more, without reading before
		return true
	}
	_, err := chat.GetThread(ctx, id)
	if client.IsNotFound(err) {
		return false
	}
	if err != nil {
		addThreadError(diags, "Could not read the thread", err, state.CreatedBy)
	}
	r.proofs.note(id, err == nil)
	return true
}

// replaceGone plans to make a thread anew that the list of threads still had when it was refreshed, but that is gone.
func replaceGone(ctx context.Context, resp *resource.ModifyPlanResponse) {
	privateProtected.set(ctx, resp.Private, false, &resp.Diagnostics) // there is nothing to protect
	for _, name := range []string{"id", "created_by"} {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), types.StringUnknown())...)
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("created_on"), timetypes.NewRFC3339Unknown())...)
	resp.RequiresReplace.Append(path.Root("id"))
	resp.Diagnostics.AddWarning("The thread no longer exists", "The thread was deleted outside Terraform, although the "+
		"service still lists it. The apply creates it anew.")
}

// threadProofs knows how this command read each thread.
type threadProofs struct {
	mu      sync.Mutex
	threads map[string]bool // by id: whether the thread itself said that it is there, and not only the thread list
}

func newThreadProofs() *threadProofs { return &threadProofs{threads: map[string]bool{}} }

func (p *threadProofs) note(id string, proved bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.threads[id] = proved
}

func (p *threadProofs) of(id string) (read, proved bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	proved, read = p.threads[id]
	return read, proved
}

// ignoreNotFound drops an error that only says that the object no longer exists.
func ignoreNotFound(err error) error {
	if client.IsNotFound(err) {
		return nil
	}
	return err
}
