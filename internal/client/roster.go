package client

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
)

// rosters holds one roster a thread.
type rosters struct {
	client *Client
	mu     sync.Mutex
	byID   map[string]*roster
}

func newRosters(c *Client) *rosters { return &rosters{client: c, byID: map[string]*roster{}} }

func (r *rosters) of(threadID string) *roster {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byID[threadID] == nil {
		r.byID[threadID] = &roster{client: r.client, threadID: threadID}
	}
	return r.byID[threadID]
}

// roster is what the client knows of the participants of one thread: nothing until the first read lists them, and
// from then on that listing with the client's own writes.
type roster struct {
	client   *Client
	threadID string

	mu      sync.Mutex
	members map[string]Member // by raw id; nil until listed
	listing *listing          // under way, or nil
}

// listing is one listing that is under way, shared by all who wait for it.
type listing struct {
	done   chan struct{}
	err    error                     // set before done is closed
	writes []func(map[string]Member) // made while it was under way, which it may or may not have seen
}

func (r *roster) all(ctx context.Context) ([]Member, error) {
	if err := r.load(ctx); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.SortedFunc(maps.Values(r.members), func(a, b Member) int { return cmp.Compare(a.UserID, b.UserID) }), nil
}

func (r *roster) one(ctx context.Context, userID string) (Member, bool, error) {
	if err := r.load(ctx); err != nil {
		return Member{}, false, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	m, found := r.members[userID]
	return m, found, nil
}

// load makes sure that the participants were listed. Who comes first lists, the others wait for it; when it fails
// because its own caller gave up, one of the others takes over.
func (r *roster) load(ctx context.Context) error {
	for {
		r.mu.Lock()
		if r.members != nil {
			r.mu.Unlock()
			return nil
		}
		current := r.listing
		if current == nil {
			current = &listing{done: make(chan struct{})}
			r.listing = current
			r.mu.Unlock()
			return r.list(ctx, current)
		}
		r.mu.Unlock()
		select {
		case <-current.done:
		case <-ctx.Done():
			return &Error{Kind: KindTimeout, Operation: string(opListMembers), Object: r.threadID, Err: ctx.Err()}
		}
		if current.err != nil && KindOf(current.err) != KindTimeout {
			return current.err
		}
	}
}

func (r *roster) list(ctx context.Context, current *listing) error {
	members := map[string]Member{}
	var err error
	in := membersCall(opListMembers, http.MethodGet, r.threadID, "")
	for m, e := range list(ctx, r.client, in, wireMember.member) {
		if e != nil {
			err = e
			break
		}
		members[m.UserID] = m
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		for _, write := range current.writes {
			write(members)
		}
		r.members = members
	}
	current.err, r.listing = err, nil
	close(current.done)
	return err
}

// added records an add call. Participants that were there before stay as they are, as on the service.
func (r *roster) added(batch []Member, rejected []*MemberError) {
	out := map[string]bool{}
	for _, m := range rejected {
		out[m.UserID] = true
	}
	r.write(func(members map[string]Member) {
		for _, m := range batch {
			if _, there := members[m.UserID]; there || out[m.UserID] {
				continue
			}
			if m.ShareHistoryTime == nil {
				m.ShareHistoryTime = wholeHistory()
			}
			members[m.UserID] = m
		}
	})
}

func (r *roster) removed(userID string) {
	r.write(func(members map[string]Member) { delete(members, userID) })
}

func (r *roster) write(change func(map[string]Member)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.members != nil {
		change(r.members)
	}
	if r.listing != nil {
		r.listing.writes = append(r.listing.writes, change)
	}
}
