package client

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

// longestPause bounds what an answer can ask for. The contexts of calls end much earlier.
const longestPause = time.Hour

// retryAfter returns how long an answer asks to wait, at most longestPause; ok reports whether it does. Milliseconds
// come first, as in azcore. A date is measured against the answer's own Date, or against now if it has none.
func retryAfter(header http.Header, now time.Time) (wait time.Duration, ok bool) {
	for _, name := range []string{"Retry-After-Ms", "X-Ms-Retry-After-Ms"} {
		if wait, ok := pauseOf(header.Get(name), time.Millisecond); ok {
			return wait, true
		}
	}
	value := header.Get("Retry-After")
	if wait, ok := pauseOf(value, time.Second); ok {
		return wait, true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		now = date
	}
	wait = min(at.Sub(now), longestPause)
	return max(wait, 0), wait > 0
}

// pauseOf parses a number of units. One that does not fit is longestPause.
func pauseOf(value string, unit time.Duration) (wait time.Duration, ok bool) {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || n <= 0 {
		return 0, false
	}
	if n >= int64(longestPause/unit) {
		return longestPause, true
	}
	return time.Duration(n) * unit, true
}
