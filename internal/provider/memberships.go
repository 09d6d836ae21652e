package provider

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/sync/semaphore"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// memberships knows who manages which membership in this command. Terraform gives the provider no addresses, and calls
// it for many resources at once, in any order. So resources that manage the same membership meet here: their plans, to
// warn of what they do to each other, and their applies, to take turns and to leave alone what another one has claimed.
//
// It lasts as long as the process, which is the plan or the apply of one command.
type memberships struct {
	mu      sync.Mutex
	threads map[string]*threadRecord // by id
}

// threadRecord is what is known of the memberships of one thread.
type threadRecord struct {
	decider string          // owner that decides on everyone: a chat_thread with members, or an exclusive resource
	helpers map[string]bool // owners of some members
	members map[string]*memberRecord
	warned  bool // of members that are both destroyed and kept
}

// memberRecord is what is known of one membership. Owners are resources.
type memberRecord struct {
	name string              // for people
	turn *semaphore.Weighted // of the resources that change it
	kept map[string]bool     // owners whose plans keep or create it
	left map[string]bool     // owners whose plans destroy it
	by   string              // owner that has claimed it in this apply
	owed *memberElement      // what that owner wants it to be and could not make it yet
}

func newMemberships() *memberships { return &memberships{threads: map[string]*threadRecord{}} }

// thread returns the record of a thread. The caller holds mu.
func (ms *memberships) thread(id string) *threadRecord {
	if ms.threads[id] == nil {
		ms.threads[id] = &threadRecord{helpers: map[string]bool{}, members: map[string]*memberRecord{}}
	}
	return ms.threads[id]
}

// member returns the record of a member. The caller holds mu.
func (t *threadRecord) member(userID string) *memberRecord {
	key := client.UserKey(userID)
	if t.members[key] == nil {
		t.members[key] = &memberRecord{name: userID, turn: semaphore.NewWeighted(1),
			kept: map[string]bool{}, left: map[string]bool{}}
	}
	return t.members[key]
}

// planOwner records that a resource manages members of a thread, all of them if it decides on everyone. It warns when
// that is so and another resource manages members too. A thread whose id is not known yet has no other resources that
// are.
func (ms *memberships) planOwner(
	at path.Path, threadID types.String, owner string, decides bool, diags *diag.Diagnostics,
) {
	if threadID.IsUnknown() {
		return
	}
	ms.mu.Lock()
	defer ms.mu.Unlock()
	t := ms.thread(threadID.ValueString())
	others := len(t.helpers) > 1 || len(t.helpers) == 1 && !t.helpers[owner]
	if t.decider != "" && t.decider != owner || decides && others {
		warnOfTwoOwners(at, threadID.ValueString(), diags)
	}
	if decides {
		t.decider = owner
	} else {
		t.helpers[owner] = true
	}
}

// planKept records that a resource keeps or creates memberships. Another resource that does too is an error, except for
// the chat_thread that lists its members, whose apply undoes nothing.
func (ms *memberships) planKept(threadID types.String, owner string, kept memberMap, diags *diag.Diagnostics) {
	ms.plan(threadID, kept, diags, func(m memberElement, record *memberRecord) {
		for other := range record.kept {
			if areRivals(other, owner) {
				addDuplicateMember(m.path(), threadID.ValueString(), m.user.ValueString(), diags)
			}
		}
		record.kept[owner] = true
		delete(record.left, owner)
	})
}

// planGone records that a resource is destroyed, or no longer has these members.
func (ms *memberships) planGone(threadID types.String, owner string, gone memberMap, diags *diag.Diagnostics) {
	ms.plan(threadID, gone, diags, func(_ memberElement, record *memberRecord) {
		record.left[owner] = true
		delete(record.kept, owner)
	})
}

// plan changes the records of members and warns of those that are both destroyed and kept: once a thread, because
// Terraform would print a long list of warnings. Whichever of the plans comes last knows.
func (ms *memberships) plan(
	threadID types.String, members memberMap, diags *diag.Diagnostics, change func(memberElement, *memberRecord),
) {
	if threadID.IsUnknown() || threadID.IsNull() {
		return
	}
	ms.mu.Lock()
	defer ms.mu.Unlock()
	t := ms.thread(threadID.ValueString())
	for _, m := range members {
		if !m.user.IsUnknown() {
			record := t.member(m.user.ValueString())
			record.name = m.person()
			change(m, record)
		}
	}
	var both []string
	for _, record := range t.members {
		if len(record.left) > 0 && len(record.kept) > 0 && record.by == "" {
			both = append(both, record.name)
		}
	}
	if len(both) > 0 && !t.warned {
		t.warned = true
		slices.Sort(both)
		warnOfBoth(threadID.ValueString(), both, diags)
	}
}

// heldMembers are memberships of a thread that a resource holds until it releases them.
type heldMembers struct {
	all     *memberships
	thread  *threadRecord
	release func()
}

// hold waits until no other resource holds one of the memberships. The error is a KindTimeout when ctx ends first.
func (ms *memberships) hold(ctx context.Context, threadID string, members memberMap) (heldMembers, error) {
	turns := map[string]*semaphore.Weighted{}
	ms.mu.Lock()
	thread := ms.thread(threadID)
	for _, m := range members {
		turns[client.UserKey(m.user.ValueString())] = thread.member(m.user.ValueString()).turn
	}
	ms.mu.Unlock()
	held := heldMembers{all: ms, thread: thread, release: func() {}}
	for _, key := range slices.Sorted(maps.Keys(turns)) { // in one order, so no two resources wait for each other
		if err := turns[key].Acquire(ctx, 1); err != nil {
			held.release()
			return heldMembers{}, stillHeld(threadID, members, err)
		}
		before := held.release
		held.release = func() {
			turns[key].Release(1)
			before()
		}
	}
	return held, nil
}

// stillHeld is the error of a resource that ran out of time before it could hold memberships.
func stillHeld(threadID string, members memberMap, err error) error {
	e := &client.Error{Kind: client.KindTimeout, Operation: "wait for other changes of the members", Object: threadID,
		ThreadID: threadID, Message: "other resources were still changing members of the thread", Err: err}
	if len(members) == 1 {
		e.Operation, e.Object = "wait for other changes of the member", members[0].user.ValueString()
	}
	return e
}

// claim records that a membership belongs to owner from now on, and what the owner wants it to be and could not make
// it.
func (h heldMembers) claim(userID, owner string, owed *memberElement) {
	h.all.mu.Lock()
	defer h.all.mu.Unlock()
	record := h.thread.member(userID)
	record.by, record.owed = owner, owed
	record.kept, record.left = map[string]bool{owner: true}, map[string]bool{} // a Create has another owner than its plan
}

// drop records that a membership no longer exists.
func (h heldMembers) drop(userID, owner string) {
	h.all.mu.Lock()
	defer h.all.mu.Unlock()
	record := h.thread.member(userID)
	record.by, record.owed = "", nil
	delete(record.left, owner)
}

// claimant returns the owner that has claimed a membership in this apply, if any, and what it is owed.
func (h heldMembers) claimant(userID string) (owner string, owed *memberElement) {
	h.all.mu.Lock()
	defer h.all.mu.Unlock()
	record := h.thread.member(userID)
	return record.by, record.owed
}

// threadOwner is the owner of the members that a chat_thread lists: a thread has one chat_thread.
const threadOwner = "chat_thread"

// areRivals reports whether two owners cannot both manage a membership. A chat_thread may list whom another resource
// manages too.
func areRivals(a, b string) bool {
	return a != "" && b != "" && a != b && a != threadOwner && b != threadOwner
}
