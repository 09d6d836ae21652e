package client

import (
	"context"
	"iter"
)

// page is what every list answers. NextLink is absolute and opaque.
type page[W any] struct {
	Value    []W    `json:"value"`
	NextLink string `json:"nextLink"`
}

// list walks through all pages of a listing, one element at a time. It asks for a page only when the caller
// wants its first element, and follows nextLink exactly as it is, on the endpoint's host alone. An error ends it.
func list[W, T any](ctx context.Context, c *Client, first call, convert func(W) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for next := first; ; {
			var answer page[W]
			if err := c.doChat(ctx, next, &answer); err != nil {
				yield(none, err)
				return
			}
			for _, element := range answer.Value {
				if !yield(convert(element), nil) {
					return
				}
			}
			if answer.NextLink == "" {
				return
			}
			if err := c.mayFollow(ctx, answer.NextLink, next.link); err != nil {
				yield(none, next.failed(err))
				return
			}
			next.link = answer.NextLink
		}
	}
}

// mayFollow refuses a link to another host, and one that leads back to the page it is on.
func (c *Client) mayFollow(ctx context.Context, link, current string) error {
	if link == current {
		return &Error{Kind: KindBadAnswer, Message: "the service's link to the next page leads to the same page again"}
	}
	return c.sameHost(ctx, link)
}
