package provider

import (
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// memberOwners knows of which threads a chat_thread manages all the members, as far as this process has seen: Terraform plans
// a thread before what refers to it.
type memberOwners struct {
	mu      sync.Mutex
	threads map[string]bool // by id
}

// claim says that a chat_thread manages all members of a thread, unless its id is not known yet or members is null.
func (o *memberOwners) claim(threadID types.String, members types.Map) {
	if threadID.IsNull() || threadID.IsUnknown() || members.IsNull() {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.threads[threadID.ValueString()] = true
}

// warn adds a warning when a chat_thread_member is for a thread whose members a chat_thread manages.
func (o *memberOwners) warn(threadID types.String, diags *diag.Diagnostics) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.threads[threadID.ValueString()] {
		diags.AddAttributeWarning(path.Root("thread_id"), "Two resources manage the members of one thread", fmt.Sprintf(
			"The chat_thread for %s sets members, so that it removes whoever is not listed there, and this chat_thread_member adds one. "+
				"Each apply would undo what the other resource did. List the member in members, or remove members from the chat_thread.", threadID.ValueString()))
	}
}
