package client

import (
	"net/http"
	"sync"
	"time"
)

// newFor is how long the service may not find what it has just created: a 404 in that time proves nothing.
const newFor = 10 * time.Second

// creations remembers what this client created lately.
type creations struct {
	mu   sync.Mutex
	when map[string]time.Time // by id of a thread, message or user
}

func newCreations() *creations { return &creations{when: map[string]time.Time{}} }

// note records that the service has created an object.
func (c *creations) note(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.when[id] = time.Now()
}

// forget records that an object was deleted, so not to find it is no surprise.
func (c *creations) forget(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.when, id)
}

// age returns how long ago an object was created, and whether that was lately.
func (c *creations) age(id string) (age time.Duration, isNew bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	when, there := c.when[id]
	age = time.Since(when)
	return age, there && age < newFor
}

// notFoundYet reports whether the service did not find what it created seconds ago, and how long to wait before asking
// again: as long as the object is old, at least a second.
func (a *attempt) notFoundYet(resp *http.Response) (wait time.Duration, yes bool) {
	if resp == nil || resp.StatusCode != http.StatusNotFound {
		return 0, false
	}
	age, isNew := a.fresh.age(a.object)
	switch {
	case !isNew:
	case a.op == opRemoveMember: // it does not find a member, however new the user is
	case a.method == http.MethodDelete && a.tries.uncertain: // an earlier try may have deleted it
	default:
		a.tries.early = true
		return min(max(age, time.Second), newFor-age), true
	}
	return 0, false
}
