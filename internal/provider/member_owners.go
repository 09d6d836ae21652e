package provider

import (
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// memberOwners knows which resources manage members of a thread, as far as this process has seen, and which one of them manages
// all: a chat_thread with members, or a chat_thread_members that is exclusive.
type memberOwners struct {
	mu      sync.Mutex
	threads map[string]*threadOwners // by id
}

type threadOwners struct {
	all  string          // the owner of all members; empty when there is none
	some map[string]bool // owners of some
}

func newMemberOwners() *memberOwners { return &memberOwners{threads: map[string]*threadOwners{}} }

// claimAll records that a resource manages all members of a thread, unless the thread's id is not known yet. It warns when
// another resource manages members of it too.
func (o *memberOwners) claimAll(at path.Path, threadID types.String, owner string, diags *diag.Diagnostics) {
	o.change(threadID, func(t *threadOwners) {
		if t.all != "" && t.all != owner || len(t.some) > 1 || len(t.some) == 1 && !t.some[owner] {
			warnOfTwoOwners(at, threadID.ValueString(), diags)
		}
		t.all = owner
	})
}

// claimSome records that a resource manages some members of a thread. It warns when another one manages all.
func (o *memberOwners) claimSome(at path.Path, threadID types.String, owner string, diags *diag.Diagnostics) {
	o.change(threadID, func(t *threadOwners) {
		if t.all != "" && t.all != owner {
			warnOfTwoOwners(at, threadID.ValueString(), diags)
		}
		t.some[owner] = true
	})
}

func (o *memberOwners) change(threadID types.String, change func(*threadOwners)) {
	if threadID.IsNull() || threadID.IsUnknown() {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.threads[threadID.ValueString()] == nil {
		o.threads[threadID.ValueString()] = &threadOwners{some: map[string]bool{}}
	}
	change(o.threads[threadID.ValueString()])
}

func warnOfTwoOwners(at path.Path, threadID string, diags *diag.Diagnostics) {
	diags.AddAttributeWarning(at, "Two resources manage the members of one thread", fmt.Sprintf(
		"One resource removes every member that it does not list from %s: a chat_thread that sets members, or a chat_thread_members with exclusive = true. "+
			"Another one adds members, so each apply would undo what the other did. List the members in one of them.", threadID))
}
