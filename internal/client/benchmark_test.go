package client

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
)

// instant is a service that answers at once, so that a benchmark sees the client alone.
func instant(b *testing.B, users, threads []string) *Client {
	b.Helper()
	var participants, items []string
	for _, u := range users {
		participants = append(participants, fmt.Sprintf(`{"communicationIdentifier":{"rawId":%q},"shareHistoryTime":"1970-01-01T00:00:00Z"}`, u))
	}
	for _, id := range threads {
		items = append(items, fmt.Sprintf(`{"id":%q,"topic":"t"}`, id))
	}
	list := func(values []string) string { return `{"value":[` + strings.Join(values, ",") + `]}` }
	members, summaries := list(participants), list(items)
	return faked(b, func(req *http.Request) (*http.Response, error) {
		switch {
		case strings.HasSuffix(req.URL.Path, ":add"):
			return answer(http.StatusCreated, "{}"), nil
		case strings.HasSuffix(req.URL.Path, "/participants"):
			return answer(http.StatusOK, members), nil
		case strings.HasSuffix(req.URL.Path, "/threads"):
			return answer(http.StatusOK, summaries), nil
		default:
			return answer(http.StatusOK, `{"id":"x","topic":"t"}`), nil
		}
	}, func(o *Options) { o.DisableThrottling = true })
}

func numbered(n int, format string) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf(format, i)
	}
	return ids
}

// costs reports what work on n resources costs for each of them.
func costs(b *testing.B, n int, work func() []error) {
	b.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		noErrors(b, work())
	}
	runtime.ReadMemStats(&after)
	resources := float64(n * b.N)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/resources, "ns/resource")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/resources, "B/resource")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/resources, "allocs/resource")
}

func BenchmarkAddMember(b *testing.B) {
	users := numbered(250, "8:acs:"+aGUID+"_11111111-2222-3333-4444-%012d")
	c := instant(b, nil, nil)
	c.thread(someThread).changes.pace.width = terraformParallelism // as after the first wave, which waits for more
	costs(b, len(users), func() []error {
		return parallel(terraformParallelism, users, func(u string) error { return c.AddMember(b.Context(), someThread, Member{UserID: u}) })
	})
}

func BenchmarkFindMember(b *testing.B) {
	users := numbered(250, "8:acs:"+aGUID+"_11111111-2222-3333-4444-%012d")
	costs(b, len(users), func() []error {
		c := instant(b, users, nil)
		return parallel(terraformParallelism, users, func(u string) error { _, _, err := c.FindMember(b.Context(), someThread, u); return err })
	})
}

func BenchmarkIsListed(b *testing.B) {
	ids := numbered(300, "19:%d@thread.v2")
	costs(b, len(ids), func() []error {
		c := instant(b, nil, ids)
		return parallel(terraformParallelism, ids, func(id string) error { _, err := c.IsListed(b.Context(), id, "t"); return err })
	})
}

func BenchmarkGetThread(b *testing.B) {
	c := instant(b, nil, nil)
	costs(b, 1, func() []error { _, err := c.GetThread(b.Context(), someThread); return []error{err} })
}
