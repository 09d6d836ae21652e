package client

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// roster is what the client knows of the participants of one thread: nothing until the first read lists them, then
// that listing with the client's own writes applied.
type roster struct {
	caller   *caller
	threadID string

	mu       sync.Mutex
	begun    int               // how many listings have begun; a listing's number is its place among them
	members  map[string]Member // by UserKey; nil until listed
	listed   int               // the number of the listing that members come from
	listing  *listing          // in progress, or nil
	removals int               // how many are in progress

	refusal   *Error    // of the last listing; nil when it succeeded
	refused   int       // the number of that listing
	refusedAt time.Time // counts for refusalLasts
}

const (
	// refusalLasts is how long a refused listing answers other reads too: the window in which the service allows ten.
	// Without it every member of a deleted thread would be a listing of its own.
	refusalLasts = 10 * time.Second
	// maxListings is how many times a thread is listed to find the members that removals hid.
	maxListings = 3
)

// listing is a listing in progress, shared by all that wait for it.
type listing struct {
	flight
	number  int
	stale   bool                      // what it found is no longer true
	shifted bool                      // a removal may have moved a member from a later page to one that was already read
	writes  []func(map[string]Member) // made in the meantime; it may or may not have seen them
}

func (r *roster) all(ctx context.Context) ([]Member, error) { return r.allAfter(ctx, 0) }

// fresh is all by a listing that begins from now on.
func (r *roster) fresh(ctx context.Context) ([]Member, error) {
	r.mu.Lock()
	begun := r.begun
	r.mu.Unlock()
	return r.allAfter(ctx, begun)
}

func (r *roster) allAfter(ctx context.Context, number int) ([]Member, error) {
	var all []Member
	err := r.read(ctx, number, func(members map[string]Member) {
		all = slices.SortedFunc(maps.Values(members), func(a, b Member) int { return cmp.Compare(a.UserID, b.UserID) })
	})
	return all, err
}

func (r *roster) one(ctx context.Context, after int, userID string) (m Member, found bool, err error) {
	err = r.read(ctx, after, func(members map[string]Member) { m, found = members[UserKey(userID)] })
	return m, found, err
}

// read looks at the participants as a listing with a higher number found them. The first caller that needs one lists
// and the others wait; if it gives up, one of the others takes over.
func (r *roster) read(ctx context.Context, after int, look func(map[string]Member)) error {
	for {
		r.mu.Lock()
		if r.members != nil && r.listed > after {
			look(r.members)
			r.mu.Unlock()
			return nil
		}
		if r.refusal != nil && r.refused > after && time.Since(r.refusedAt) < refusalLasts {
			defer r.mu.Unlock()
			return r.refusal
		}
		current, mine := r.listing, r.listing == nil
		if mine {
			r.begun++
			current = &listing{flight: newFlight(), number: r.begun, shifted: r.removals > 0}
			r.listing = current
		}
		r.mu.Unlock()
		if mine {
			r.list(ctx, current)
		} else if err := current.wait(ctx); err != nil {
			return r.call().failed(err)
		}
		if current.number > after && current.failed(mine) {
			return current.err
		}
	}
}

func (r *roster) list(ctx context.Context, current *listing) {
	members := map[string]Member{}
	var err error
	for range maxListings {
		var pages int
		pages, err = r.collect(ctx, members)
		if err != nil || pages == 1 || !r.wasShifted(current) {
			break
		}
	}
	if IsNotFound(err) {
		err = r.confirmGone(ctx, err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil && !current.stale {
		for _, write := range current.writes {
			write(members)
		}
		r.members, r.listed = members, current.number
	}
	r.refusal = nil
	if kind := KindOf(err); kind == KindNotFound || kind == KindForbidden {
		r.refusal, r.refused, r.refusedAt = asError(err), current.number, time.Now()
	}
	r.listing = nil
	current.land(ctx, err)
}

// confirmGone returns the error of a listing that did not find the thread, if the thread itself says so too.
func (r *roster) confirmGone(ctx context.Context, said error) error {
	_, err := r.caller.GetThread(ctx, r.threadID)
	if IsNotFound(err) {
		return said
	}
	if err == nil {
		e := *asError(said)
		e.Kind, e.Message = KindBadAnswer, "the service does not find the members of a thread that it returns: "+e.Message
		err = &e
	}
	return err
}

// collect adds the participants of all pages.
func (r *roster) collect(ctx context.Context, members map[string]Member) (pages int, err error) {
	first := r.call()
	for next := &first; next != nil; pages++ {
		fetched, err := onePage[wireMember](ctx, r.caller, *next)
		if err != nil {
			return pages, err
		}
		next = fetched.next
		for _, w := range fetched.elements {
			members[UserKey(w.Identifier.raw())] = w.member()
		}
	}
	return pages, nil
}

// wasShifted reports whether a removal was in progress during a listing, and prepares for the next one.
func (r *roster) wasShifted(current *listing) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	shifted := current.shifted
	current.shifted = r.removals > 0
	return shifted
}

func (r *roster) call() call {
	return r.caller.asUser(membersCall(opListMembers, http.MethodGet, r.threadID, ""))
}

// forget makes the next read list again.
func (r *roster) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.members, r.refusal = nil, nil
	if r.listing != nil {
		r.listing.stale = true
	}
}

// failed records a write that failed. If it may have been carried out anyway, nothing is known any more.
func (r *roster) failed(err error) {
	if isUncertain(err) {
		r.forget()
	}
}

// added records an add call. Existing participants stay as they are, as they do on the service.
func (r *roster) added(batch []Member, rejected []*Error) {
	out := map[string]bool{}
	for _, m := range rejected {
		out[UserKey(m.Object)] = true
		if !slices.ContainsFunc(batch, func(b Member) bool { return SameUser(b.UserID, m.Object) }) {
			r.forget() // a member was rejected, and it is not known which
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

// removing records the start of a removal. The service pages by position, so a removal can hide another member from a
// listing in progress.
func (r *roster) removing() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.removals++
	if r.listing != nil {
		r.listing.shifted = true
	}
}

// removed records how a removal ended. If the user or the thread was already gone, others may be too.
func (r *roster) removed(userID string, err error) {
	r.mu.Lock()
	r.removals--
	r.mu.Unlock()
	switch {
	case err == nil:
		r.write(func(members map[string]Member) { delete(members, UserKey(userID)) })
	case IsNotFound(err):
		r.forget()
	default:
		r.failed(err)
	}
}

func (r *roster) write(change func(map[string]Member)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refusal = nil
	if r.members != nil {
		change(r.members)
	}
	if r.listing != nil {
		r.listing.writes = append(r.listing.writes, change)
	}
}
