package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// manyThreads makes threads as a user and returns their ids.
func (s *service) manyThreads(t testing.TB, c *Client, n int) []string {
	t.Helper()
	ids := make([]string, n)
	for i := range ids {
		created, _, err := c.CreateThread(t.Context(), NewThread{Topic: fmt.Sprintf("topic %d", i)})
		if err != nil {
			t.Fatal(err)
		}
		ids[i] = created.ID
	}
	return ids
}

// refreshed reads one of the threads that manyThreads made, as the provider refreshes its state: the list answers if it
// shows the thread as it was. It returns the topic.
func refreshed(ctx context.Context, c *Client, ids []string, id string) (string, error) {
	topic := fmt.Sprintf("topic %d", slices.Index(ids, id))
	listed, err := c.IsListed(ctx, id, topic)
	if err != nil || listed {
		return topic, err
	}
	thread, err := c.GetThread(ctx, id)
	return thread.Topic, err
}

func TestThreadDirectory_listAnswersManyReads(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		ids := s.manyThreads(t, s.client(t), 300)
		pass(time.Minute)
		s.ResetRequests()
		c := s.client(t)
		noErrors(t, parallel(10, ids, func(id string) error {
			_, err := refreshed(t.Context(), c, ids, id)
			return err
		}))
		if n := s.calls(emulator.OpGetThread) + s.calls(emulator.OpListThreads); n > 10 {
			t.Errorf("%d calls for 300 threads, want at most 10", n)
		}
		equal(t, "refused calls", s.refusals(), 0)
	}, withLimits)
}

// The user may be in many more threads than are read: then listing must not cost more than it saves.
func TestThreadDirectory_aLongListIsNotWalkedForAFewThreads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pages, reads := 0, 0
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			if !strings.HasSuffix(req.URL.Path, "/threads") {
				reads++
				return answer(http.StatusOK, `{"id":"x","topic":"t"}`), nil
			}
			pages++
			return answer(http.StatusOK, fmt.Sprintf(`{"value":[{"id":"other %d"}],"nextLink":"https://contoso.communication.azure.com/chat/threads?page=%d"}`, pages, pages)), nil
		})
		ids := numbered(20, "19:%d@thread.v2")
		noErrors(t, parallel(1, ids, func(id string) error {
			_, err := refreshed(t.Context(), c, ids, id)
			return err
		}))
		equal(t, "reads", reads, 20)
		equal(t, "pages", pages, 2+20/4)
	})
}

func TestThreadDirectory_fewReadsAreSingle(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		ids := s.manyThreads(t, c, singleReads)
		for _, id := range ids {
			if _, err := refreshed(t.Context(), c, ids, id); err != nil {
				t.Error(err)
			}
		}
		equal(t, "reads", s.calls(emulator.OpGetThread), singleReads)
		equal(t, "listings", s.calls(emulator.OpListThreads), 0)
	})
}

func TestThreadDirectory_ownChangesAreSeen(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		ids := s.manyThreads(t, c, 10)
		changed, deleted := ids[8], ids[9]
		noErrors(t, parallel(1, ids, func(id string) error { _, err := refreshed(t.Context(), c, ids, id); return err }))
		noErrors(t, []error{c.UpdateThread(t.Context(), changed, ThreadPatch{Topic: new("new")}), c.DeleteThread(t.Context(), deleted)})
		got, err := refreshed(t.Context(), c, ids, changed)
		if err != nil || got != "new" {
			t.Errorf("read %q, %v", got, err)
		}
		got, err = refreshed(t.Context(), c, ids, deleted)
		if !IsNotFound(err) {
			t.Errorf("the deleted thread is read as %q, %v", got, err)
		}
		if _, err := refreshed(t.Context(), c, ids, s.thread(t, c)); err != nil {
			t.Errorf("a thread made after the listing: %v", err)
		}
	})
}

// A list entry is weaker than the thread: what it calls deleted, or names otherwise, is not so until the thread says it.
func TestIsListed_onlyOfALiveThreadWithItsTopic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := faked(t, func(*http.Request) (*http.Response, error) {
			return answer(http.StatusOK, `{"value":[{"id":"live","topic":"t"},
				{"id":"old","topic":"t","deletedOn":"2026-01-02T03:04:05Z"}]}`), nil
		})
		for range singleReads {
			_, _ = c.IsListed(t.Context(), "other", "t")
		}
		for id, want := range map[string]bool{"live t": true, "live u": false, "old t": false, "other t": false} {
			thread, topic, _ := strings.Cut(id, " ")
			listed, err := c.IsListed(t.Context(), thread, topic)
			noErrors(t, []error{err})
			equal(t, id, listed, want)
		}
	})
}

func TestThreadDirectory_foreignThreadSaysWhy(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		other := s.newUsers(t, 1)[0]
		foreign := s.thread(t, s.client(t, func(o *Options) { o.ActingUserID = other }))
		c := s.client(t)
		ids := s.manyThreads(t, c, 10)
		noErrors(t, parallel(1, ids, func(id string) error { _, err := refreshed(t.Context(), c, ids, id); return err }))
		_, err := refreshed(t.Context(), c, ids, foreign)
		wantKind(t, err, KindForbidden)
	})
}

func TestThreadDirectory_readsOneByOneWhenListingFails(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		ids := s.manyThreads(t, c, 10)
		s.InjectFault(emulator.Fault{Operation: emulator.OpListThreads, Status: http.StatusForbidden, Times: 100})
		noErrors(t, parallel(1, ids, func(id string) error { _, err := refreshed(t.Context(), c, ids, id); return err }))
		equal(t, "listings", s.calls(emulator.OpListThreads), 1)
	})
}

func TestThreadDirectory_waiterEndsWithItsContext(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		ids := s.manyThreads(t, c, 7)
		noErrors(t, parallel(1, ids[:5], func(id string) error { _, err := refreshed(t.Context(), c, ids, id); return err }))
		s.latency = func(*http.Request) time.Duration { return 20 * time.Second }
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = refreshed(t.Context(), c, ids, ids[5]) })
		pass(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := refreshed(ctx, c, ids, ids[6])
		wantKind(t, err, KindTimeout)
		wg.Wait()
	})
}

// An update that was carried out must not wait for a listing that somebody else is waiting for.
func TestUpdateThread_doesNotWaitForAListing(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		ids := s.manyThreads(t, c, 7)
		noErrors(t, parallel(1, ids[:5], func(id string) error { _, err := refreshed(t.Context(), c, ids, id); return err }))
		s.latency = func(req *http.Request) time.Duration {
			if strings.HasSuffix(req.URL.Path, "/threads") {
				return 20 * time.Second
			}
			return 0
		}
		var wg sync.WaitGroup
		wg.Go(func() {
			got, err := refreshed(t.Context(), c, ids, ids[6])
			if err != nil || got != "new" {
				t.Errorf("the listing that was under way shows %q, %v", got, err)
			}
		})
		pass(15 * time.Second) // the page was read, and is on its way back
		start := time.Now()
		noErrors(t, []error{c.UpdateThread(t.Context(), ids[6], ThreadPatch{Topic: new("new")})})
		equal(t, "the update's wait", time.Since(start), 0)
		wg.Wait()
	})
}
