package client

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
)

// roster is what the client knows of the participants of one thread: nothing until the first read lists them, and
// from then on that listing with the client's own writes.
type roster struct {
	caller   *caller
	threadID string

	mu      sync.Mutex
	members map[string]Member // by UserKey; nil until listed
	listing *listing          // under way, or nil
}

// listing is one listing that is under way, shared by all who wait for it.
type listing struct {
	done   chan struct{}
	err    error                     // set before done is closed
	gaveUp bool                      // set before done is closed: err is that of who listed alone
	stale  bool                      // what it found is not the truth any more
	writes []func(map[string]Member) // made while it was under way, which it may or may not have seen
}

func (r *roster) all(ctx context.Context) ([]Member, error) {
	var all []Member
	err := r.read(ctx, func(members map[string]Member) {
		all = slices.SortedFunc(maps.Values(members), func(a, b Member) int { return cmp.Compare(a.UserID, b.UserID) })
	})
	return all, err
}

func (r *roster) one(ctx context.Context, userID string) (m Member, found bool, err error) {
	err = r.read(ctx, func(members map[string]Member) { m, found = members[UserKey(userID)] })
	return m, found, err
}

// read looks at the participants, which are listed first if necessary. Who comes first lists, the others wait for it;
// when it fails because who listed gave up, one of the others takes over.
func (r *roster) read(ctx context.Context, look func(map[string]Member)) error {
	for {
		r.mu.Lock()
		if r.members != nil {
			look(r.members)
			r.mu.Unlock()
			return nil
		}
		current, mine := r.listing, r.listing == nil
		if mine {
			current = &listing{done: make(chan struct{})}
			r.listing = current
		}
		r.mu.Unlock()
		if mine {
			r.list(ctx, current)
		} else if err := current.wait(ctx); err != nil {
			return r.call().failed(err)
		}
		if current.err != nil && (mine || !current.gaveUp) {
			return current.err
		}
	}
}

func (l *listing) wait(ctx context.Context) error {
	select {
	case <-l.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *roster) list(ctx context.Context, current *listing) {
	members := map[string]Member{}
	var err error
	for m, e := range list(ctx, r.caller, r.call(), wireMember.member) {
		if e != nil {
			err = e
			break
		}
		members[UserKey(m.UserID)] = m
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil && !current.stale {
		for _, write := range current.writes {
			write(members)
		}
		r.members = members
	}
	current.err, current.gaveUp = err, ctx.Err() != nil
	r.listing = nil
	close(current.done)
}

func (r *roster) call() call {
	return r.caller.asUser(membersCall(opListMembers, http.MethodGet, r.threadID, ""))
}

// forget makes the next read list anew.
func (r *roster) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.members = nil
	if r.listing != nil {
		r.listing.stale = true
	}
}

// failed records a write that failed. If it may have been carried out all the same, nothing is known any more.
func (r *roster) failed(err error) {
	if isUncertain(err) {
		r.forget()
	}
}

// added records an add call. Participants that were there before stay as they are, as on the service.
func (r *roster) added(batch []Member, rejected []*Error) {
	out := map[string]bool{}
	for _, m := range rejected {
		out[UserKey(m.Object)] = true
		if !slices.ContainsFunc(batch, func(b Member) bool { return SameUser(b.UserID, m.Object) }) {
			r.forget() // somebody was not let in, and nobody knows who
			return
		}
	}
	r.write(func(members map[string]Member) {
		for _, m := range batch {
			key := UserKey(m.UserID)
			if _, there := members[key]; there || out[key] {
				continue
			}
			if m.ShareHistoryTime == nil {
				m.ShareHistoryTime = wholeHistory()
			}
			members[key] = m
		}
	})
}

func (r *roster) removed(userID string) {
	r.write(func(members map[string]Member) { delete(members, UserKey(userID)) })
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
