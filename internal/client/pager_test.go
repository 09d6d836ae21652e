package client

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// pages answers a list of threads: each call with the next of some links.
func pages(links ...string) func(*http.Request) (*http.Response, error) {
	n := 0
	return func(*http.Request) (*http.Response, error) {
		n++
		link := ""
		if n <= len(links) {
			link = links[n-1]
		}
		return answer(http.StatusOK, fmt.Sprintf(`{"value":[{"id":"%d","topic":"t"}],"nextLink":%q}`, n, link)), nil
	}
}

func TestNextLink_isFollowedAsItIs(t *testing.T) {
	const link = "/chat/threads/19:a@thread.v2/messages?syncState=0a&startTime=1%2F1%2F1970%2012%3A00%3A00%20AM%20%2B00%3A00&api-version=2025-03-15"
	for _, host := range []string{"https://contoso.communication.azure.com", "https://contoso.communication.azure.com:443", "HTTPS://Contoso.Communication.Azure.com"} {
		var targets []string
		next := pages(host + link)
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			targets = append(targets, req.URL.RequestURI())
			return next(req)
		})
		for _, err := range c.ListThreads(t.Context(), time.Time{}) {
			if err != nil {
				t.Fatal(err)
			}
		}
		equalSlices(t, "targets", targets, []string{"/chat/threads?api-version=2025-03-15", link})
	}
}

func TestNextLink_toAnotherHostIsRefused(t *testing.T) {
	for _, link := range []string{"https://evil.example/chat/threads", "http://contoso.communication.azure.com/chat/threads",
		"https://contoso.communication.azure.com.evil.example/", "https://contoso.communication.azure.com:444/", "https://contoso.communication.azure.com@evil.example/", "//evil.example/x", "/chat/threads"} {
		calls := 0
		next := pages(link)
		c := faked(t, func(req *http.Request) (*http.Response, error) { calls++; return next(req) })
		var last error
		for _, err := range c.ListThreads(t.Context(), time.Time{}) {
			last = err
		}
		wantKind(t, last, KindForeignHost)
		equal(t, "calls", calls, 1)
	}
}

func TestNextLink_brokenOrCircular(t *testing.T) {
	const one, two, three = "https://contoso.communication.azure.com/chat/threads?x=1", "https://contoso.communication.azure.com/chat/threads?x=2",
		"https://contoso.communication.azure.com/chat/threads?x=3"
	for _, links := range [][]string{{"https://%zz/"}, {one, one, one}, {one, two, one}, {one, two, three, two}} {
		calls := 0
		next := pages(links...)
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			if calls++; calls > len(links) {
				t.Errorf("%v are followed for ever", links)
			}
			return next(req)
		})
		var last error
		for _, err := range c.ListThreads(t.Context(), time.Time{}) {
			last = err
		}
		wantKind(t, last, KindBadAnswer)
	}
}

// Links that differ each time could lead on for ever.
func TestNextLink_endsSomeday(t *testing.T) {
	calls := 0
	c := faked(t, func(*http.Request) (*http.Response, error) {
		calls++
		return answer(http.StatusOK, fmt.Sprintf(`{"value":[],"nextLink":"https://contoso.communication.azure.com/chat/threads?x=%d"}`, calls)), nil
	}, func(o *Options) { o.DisableThrottling = true })
	var last error
	for _, err := range c.ListThreads(t.Context(), time.Time{}) {
		last = err
	}
	wantKind(t, last, KindBadAnswer)
	equal(t, "calls", calls, maxPages+1)
}

func TestList_stoppingEarlySavesCalls(t *testing.T) {
	calls := 0
	next := pages("https://contoso.communication.azure.com/2", "https://contoso.communication.azure.com/3")
	c := faked(t, func(req *http.Request) (*http.Response, error) { calls++; return next(req) })
	for _, err := range c.ListThreads(t.Context(), time.Time{}) {
		noErrors(t, []error{err})
		break
	}
	equal(t, "calls", calls, 1)
}

func FuzzNextLink(f *testing.F) {
	c := faked(f, nil)
	f.Add("https://contoso.communication.azure.com/chat/threads?a=b")
	f.Add("https://contoso.communication.azure.com:443@evil.example/")
	f.Add("https://evil.example\\@contoso.communication.azure.com/")
	f.Fuzz(func(t *testing.T, link string) {
		if c.sameHost(link) != nil {
			return
		}
		req, err := http.NewRequest(http.MethodGet, link, nil)
		if err == nil && !strings.EqualFold(req.URL.Hostname(), "contoso.communication.azure.com") {
			t.Errorf("%q leads to %q", link, req.URL.Host)
		}
	})
}
