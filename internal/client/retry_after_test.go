package client

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestRetryAfter_readsSecondsMillisecondsAndDates(t *testing.T) {
	now := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	date := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	for _, test := range []struct {
		header http.Header
		want   time.Duration // zero means that it does not say
	}{
		{http.Header{"Retry-After": {"7"}}, 7 * time.Second},
		{http.Header{"Retry-After": {"0"}}, 0},
		{http.Header{"Retry-After": {"-3"}}, 0},
		{http.Header{"Retry-After": {"soon"}}, 0},
		{http.Header{"Retry-After": {"1e3"}}, 0},
		{http.Header{"Retry-After": {"9223372036"}}, longestPause},
		{http.Header{"Retry-After": {"9223372036854775808"}}, longestPause},
		{http.Header{"Retry-After": {"-9223372036854775809"}}, 0},
		{http.Header{"Retry-After": {date(42 * time.Second)}}, 42 * time.Second},
		{http.Header{"Retry-After": {date(-time.Second)}}, 0},
		{http.Header{"Retry-After": {date(48 * time.Hour)}}, longestPause},
		{http.Header{"Retry-After": {date(42 * time.Second)}, "Date": {date(30 * time.Second)}}, 12 * time.Second},
		{http.Header{"Retry-After": {date(-time.Hour)}, "Date": {date(-2 * time.Hour)}}, longestPause},
		{http.Header{"Retry-After": {"Fri, 31 Dec 9999 23:59:59 GMT"}}, longestPause},
		{http.Header{"Retry-After-Ms": {"250"}, "Retry-After": {"7"}}, 250 * time.Millisecond},
		{http.Header{"X-Ms-Retry-After-Ms": {"1500"}, "Retry-After": {"7"}}, 1500 * time.Millisecond},
		{http.Header{"Retry-After-Ms": {"x"}, "Retry-After": {"7"}}, 7 * time.Second},
		{http.Header{}, 0},
	} {
		wait, ok := retryAfter(test.header, now)
		if wait != test.want || ok != (test.want > 0) {
			t.Errorf("%v: %v, %t, want %v", test.header, wait, ok, test.want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"7", "-1", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", ""} {
		f.Add(seed, seed, seed)
	}
	f.Fuzz(func(t *testing.T, ms, seconds, date string) {
		wait, ok := retryAfter(http.Header{"Retry-After-Ms": {ms}, "Retry-After": {seconds}, "Date": {date}}, time.Now())
		if wait < 0 || wait > longestPause || ok != (wait > 0) {
			t.Errorf("%v, %t", wait, ok)
		}
	})
}

// The service may need more than the minute that azcore is ready to wait.
func TestRetryAfter_isHonoredWhateverTheStatus(t *testing.T) {
	for _, status := range []int{http.StatusServiceUnavailable, http.StatusInternalServerError, http.StatusTooManyRequests} {
		for _, value := range []string{"90", "Sat, 01 Jan 2000 00:01:30 GMT"} {
			inVirtualTime(t, func(t *testing.T, s *service) {
				c := s.client(t)
				s.InjectFault(emulator.Fault{Operation: emulator.OpCreateThread, Status: status,
					Header: http.Header{"Retry-After": {value}, "Date": {"Sat, 01 Jan 2000 00:00:00 GMT"}}})
				start := time.Now()
				s.thread(t, c)
				atLeast(t, "wait", time.Since(start), 90*time.Second, 15*time.Second)
				equal(t, "calls", s.calls(emulator.OpCreateThread), 2)
			})
		}
	}
}

// A number that does not fit must not become no wait at all.
func TestRetryAfter_thatOverflowsIsNoHotLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		c := faked(t, func(*http.Request) (*http.Response, error) {
			calls++
			return answer(http.StatusTooManyRequests, "", "Retry-After", "9999999999999999999"), nil
		})
		ctx, cancel := contextFor(t, 20*time.Minute)
		defer cancel()
		_, err := c.GetThread(ctx, someThread)
		wantKind(t, err, KindThrottled)
		equal(t, "calls", calls, 1)
	})
}
