package client

import (
	"context"
	"fmt"
	"iter"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// maxPages bounds a list, to 100,000 threads or 200,000 messages: links that differ each time could go on forever.
const maxPages = 1000

// page is the answer to every list call. NextLink is absolute and opaque.
type page[W any] struct {
	Value    elements[W] `json:"value"`
	NextLink string      `json:"nextLink"`
}

// list iterates over the elements of all pages. It fetches a page only when the caller wants its first element. An
// error ends it.
func list[W, T any](ctx context.Context, c *caller, first call, convert func(W) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for next := &first; next != nil; {
			fetched, err := onePage[W](ctx, c, *next)
			if err != nil {
				yield(none, err)
				return
			}
			for _, element := range fetched.elements {
				if !yield(convert(element), nil) {
					return
				}
			}
			next = fetched.next
		}
	}
}

// fetchedPage is what one list call brought.
type fetchedPage[W any] struct {
	elements []W
	next     *call // for the page after it; nil after the last
	header   http.Header
}

// onePage fetches one page. It follows nextLink exactly as it is, but only on the endpoint's host.
func onePage[W any](ctx context.Context, c *caller, in call) (fetchedPage[W], error) {
	in = c.asUser(in)
	var answer page[W]
	resp, err := c.doChatResponse(ctx, in, &answer)
	if err != nil {
		return fetchedPage[W]{}, err
	}
	if answer.Value == nil {
		return fetchedPage[W]{}, in.lacks("list")
	}
	next, err := in.following(c, answer.NextLink)
	return fetchedPage[W]{answer.Value, next, resp.Header}, err
}

// following returns the call for the next page.
func (in call) following(c *caller, link string) (*call, error) {
	if link == "" {
		return nil, nil
	}
	if slices.Contains(in.links, link) {
		return nil, in.failed(&Error{Kind: KindBadAnswer,
			Message: "the service's link to the next page points to a page that was already read"})
	}
	if len(in.links) == maxPages {
		return nil, in.failed(&Error{Kind: KindBadAnswer, Message: fmt.Sprintf("the list has more than %d pages", maxPages)})
	}
	if err := c.sameHost(link); err != nil {
		return nil, in.failed(err)
	}
	next := in
	next.link = link
	next.links = append(slices.Clip(in.links), link)
	return &next, nil
}

// sameHost refuses a link to another host, where the credentials must not go.
func (c *caller) sameHost(link string) error {
	u, err := url.Parse(link)
	if err != nil {
		return &Error{Kind: KindBadAnswer, Message: "the service's link to the next page is not a URL"}
	}
	if endpoint, err := url.Parse(c.endpoint); err != nil || origin(u) != origin(endpoint) {
		return &Error{Kind: KindForeignHost, Message: fmt.Sprintf(
			"the service's link to the next page points to %s instead of %s; it was not followed, to keep the credential safe",
			u.Host, c.endpoint)}
	}
	return nil
}

// origin returns a URL's scheme, host and port in one spelling.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "http": "80"}[strings.ToLower(u.Scheme)]
	}
	return strings.ToLower(u.Scheme + "://" + net.JoinHostPort(u.Hostname(), port))
}
