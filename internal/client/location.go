package client

import (
	"net/http"
	"net/url"
	"strings"
)

// created returns the id of what a call made, as the Location of its answer says; empty when that says nothing. It is
// what is left of a success whose body cannot be understood. The service escapes ids there in its own way: the colon of
// a thread id, but not its at sign.
func (in call) created(resp *http.Response) string {
	if resp == nil || resp.StatusCode/100 != 2 {
		return ""
	}
	location, err := url.Parse(resp.Header.Get("Location"))
	if err != nil {
		return ""
	}
	collection, err := url.PathUnescape(in.path)
	if err != nil {
		return ""
	}
	id, found := strings.CutPrefix(location.Path, collection+"/")
	if !found || strings.ContainsAny(id, "/") {
		return ""
	}
	return id
}
