package client

import (
	"net/http"
	"net/url"
	"strings"
)

// created returns the id of what a call created from the Location of its answer, or "". It is the last resort for a
// success whose body cannot be understood. In Location the service escapes the colon of a thread id, but not its at sign.
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
