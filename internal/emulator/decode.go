package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

const (
	defaultPage = 100 // items, when the call does not say
	// maxPage is the documented limit for messages. More may be asked for, but
	// this is what a page holds.
	maxPage = 200
	// maxMetadata and maxMessage are documented limits in bytes.
	maxMetadata = 1 << 10
	maxMessage  = 28 << 10
)

// decode reads the JSON body of a call into target.
func (c *call) decode(target any) error {
	wanted := "application/json"
	if c.Method == http.MethodPatch {
		wanted = "application/merge-patch+json"
	}
	if media, _, err := mime.ParseMediaType(c.Header.Get("Content-Type")); err != nil || media != wanted {
		return &refusal{status: http.StatusUnsupportedMediaType, code: "UnsupportedMediaType",
			message: fmt.Sprintf("The content type must be %s.", wanted)}
	}
	decoder := json.NewDecoder(bytes.NewReader(c.body))
	if err := decoder.Decode(target); err != nil {
		return badRequest("The request body is not valid: %v.", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return badRequest("The request body is not valid: there is more than one JSON value.")
	}
	return nil
}

// decodeOptional reads the body into target if there is one.
func (c *call) decodeOptional(target any) error {
	if len(c.body) == 0 {
		return nil
	}
	return c.decode(target)
}

// pageSize returns how many items a page of the answer holds.
func (c *call) pageSize() (int, error) {
	size, given, err := c.number("maxPageSize", 1)
	switch {
	case err != nil:
		return 0, err
	case !given:
		return defaultPage, nil
	default:
		return min(size, maxPage), nil
	}
}

// number reads a query parameter that must be a whole number and at least least.
func (c *call) number(name string, least int) (value int, given bool, err error) {
	text := c.URL.Query().Get(name)
	if text == "" {
		return 0, false, nil
	}
	value, err = strconv.Atoi(text)
	if err != nil || value < least {
		return 0, true, badRequest("Value for %s (%s) is not valid.", name, text)
	}
	return value, true, nil
}

// linkTime is how the service writes startTime into a nextLink.
const linkTime = "1/2/2006 3:04:05 PM -07:00"

// startTime reads the query parameter of that name, in the format of the API
// description or in the one of the service's own links.
func (c *call) startTime() (time.Time, error) {
	text := c.URL.Query().Get("startTime")
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, linkTime} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, badRequest("Value for StartTime (%s) is not valid.", text)
}

// absolute returns the address of a path on this server as the caller knows it.
func (c *call) absolute(path string) string {
	scheme := "http://"
	if c.TLS != nil {
		scheme = "https://"
	}
	return scheme + c.Host + path
}

// nextLink returns the address of the page after this one. The service writes
// the ids in it unescaped and spaces as %20, keeps maxPageSize when it was
// asked for, and puts api-version last.
func (c *call) nextLink(path string, parameters ...string) string {
	if size := c.URL.Query().Get("maxPageSize"); size != "" {
		parameters = append(parameters, "maxPageSize", size)
	}
	var query []string
	for pair := range slices.Chunk(append(parameters, "api-version", c.route.version), 2) {
		query = append(query, pair[0]+"="+strings.ReplaceAll(url.QueryEscape(pair[1]), "+", "%20"))
	}
	return c.absolute(path) + "?" + strings.Join(query, "&")
}

// checkMetadata refuses metadata that is too large.
func checkMetadata(metadata map[string]string) error {
	size := 0
	for key, value := range metadata {
		size += len(key) + len(value)
	}
	if size > maxMetadata {
		return badRequest("The metadata is larger than %d bytes.", maxMetadata)
	}
	return nil
}

// mergeMetadata applies a merge patch: keys that it does not name stay, keys
// that it names with null or "" go. A null patch takes all away.
func mergeMetadata(metadata map[string]string, patch json.RawMessage) (map[string]string, error) {
	var changes map[string]*string
	if err := json.Unmarshal(patch, &changes); err != nil {
		return nil, badRequest("The metadata is not valid: %v.", err)
	}
	merged := map[string]string{}
	if changes == nil {
		return merged, nil
	}
	for key, value := range metadata {
		merged[key] = value
	}
	for key, value := range changes {
		if value == nil || *value == "" {
			delete(merged, key)
		} else {
			merged[key] = *value
		}
	}
	return merged, checkMetadata(merged)
}

// patchedString reads a key of a merge patch that must not become empty.
func patchedString(name string, value json.RawMessage) (string, error) {
	var text *string
	if err := json.Unmarshal(value, &text); err != nil || text == nil || *text == "" {
		return "", badRequest("Value for %s is not valid.", name)
	}
	return *text, nil
}

func isNotFound(err error) bool { return errors.Is(err, store.ErrNotFound) }
