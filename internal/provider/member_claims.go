package provider

import (
	"context"
	"math"
	"sync"

	"golang.org/x/sync/semaphore"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// memberClaims keeps the resources of one command from undoing each other's memberships. Terraform creates and deletes
// concurrently, and gives the provider no addresses: when a chat_thread_member is renamed, the Create of the new address
// finds the member that the Delete of the old one is about to remove. So a resource holds a membership while changing it,
// and no other resource removes what it has claimed.
//
// A claim lasts as long as the process, which is one command: Terraform starts another one for the next.
type memberClaims struct {
	mu      sync.Mutex
	threads map[string]*threadClaims // by id
}

// threadClaims are the claims on the members of one thread.
type threadClaims struct {
	turns *semaphore.Weighted // a single member takes one turn, a whole thread takes all

	mu      sync.Mutex
	members map[string]*memberClaim // by client.UserKey
}

type memberClaim struct {
	turn    *semaphore.Weighted // of the resources that hold a single member
	owner   string              // of the membership; empty when it is unclaimed
	leaving int                 // how many resources wait to remove it, or are about to
}

// heldMembers are one or all memberships of a thread that a resource holds until it releases them.
type heldMembers struct {
	*threadClaims
	release func()
}

func newMemberClaims() *memberClaims { return &memberClaims{threads: map[string]*threadClaims{}} }

// holdMember waits until no other resource holds the membership. The error is a KindTimeout when ctx ends first.
func (c *memberClaims) holdMember(ctx context.Context, threadID, userID string) (heldMembers, error) {
	thread := c.of(threadID)
	if err := thread.turns.Acquire(ctx, 1); err != nil {
		return heldMembers{}, stillHeld(threadID, userID, err)
	}
	turn := thread.turn(userID)
	if err := turn.Acquire(ctx, 1); err != nil {
		thread.turns.Release(1)
		return heldMembers{}, stillHeld(threadID, userID, err)
	}
	return heldMembers{thread, func() {
		turn.Release(1)
		thread.turns.Release(1)
	}}, nil
}

// holdLeavingMember is holdMember for a resource that is going to remove the member, which isLeaving reports from now on.
func (c *memberClaims) holdLeavingMember(ctx context.Context, threadID, userID string) (heldMembers, error) {
	thread := c.of(threadID)
	thread.leave(userID, 1)
	held, err := c.holdMember(ctx, threadID, userID)
	if err != nil {
		thread.leave(userID, -1)
		return heldMembers{}, err
	}
	release := held.release
	held.release = func() {
		thread.leave(userID, -1)
		release()
	}
	return held, nil
}

// holdThread waits until no other resource holds a membership of the thread, and then holds all of them.
func (c *memberClaims) holdThread(ctx context.Context, threadID string) (heldMembers, error) {
	thread := c.of(threadID)
	if err := thread.turns.Acquire(ctx, math.MaxInt64); err != nil {
		return heldMembers{}, stillHeld(threadID, "", err)
	}
	return heldMembers{thread, func() { thread.turns.Release(math.MaxInt64) }}, nil
}

func (c *memberClaims) of(threadID string) *threadClaims {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.threads[threadID] == nil {
		c.threads[threadID] = &threadClaims{turns: semaphore.NewWeighted(math.MaxInt64), members: map[string]*memberClaim{}}
	}
	return c.threads[threadID]
}

// stillHeld is the error of a resource that ran out of time before it could hold a membership.
func stillHeld(threadID, userID string, err error) error {
	e := &client.Error{Kind: client.KindTimeout, Operation: "wait for other changes of the member", Object: userID, ThreadID: threadID,
		Message: "other resources were still changing members of the thread", Err: err}
	if userID == "" {
		e.Operation, e.Object = "wait for other changes of the members", threadID
	}
	return e
}

// claim records that a membership belongs to owner from now on.
func (t *threadClaims) claim(userID, owner string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.member(userID).owner = owner
}

// unclaim records that a membership no longer has an owner.
func (t *threadClaims) unclaim(userID string) { t.claim(userID, "") }

// claimedByOther reports whether another owner has claimed a membership.
func (t *threadClaims) claimedByOther(userID, owner string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	claimed := t.member(userID).owner
	return claimed != "" && claimed != owner
}

// isLeaving reports whether a resource waits to remove the member.
func (t *threadClaims) isLeaving(userID string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.member(userID).leaving > 0
}

func (t *threadClaims) leave(userID string, n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.member(userID).leaving += n
}

func (t *threadClaims) turn(userID string) *semaphore.Weighted {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.member(userID).turn
}

// member returns the claim on a member. The caller holds mu.
func (t *threadClaims) member(userID string) *memberClaim {
	key := client.UserKey(userID)
	if t.members[key] == nil {
		t.members[key] = &memberClaim{turn: semaphore.NewWeighted(1)}
	}
	return t.members[key]
}

// threadOwner is the owner of the members that a chat_thread lists: a thread has one chat_thread.
const threadOwner = "chat_thread"
