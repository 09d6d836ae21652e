package emulator

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
)

// The stable versions of the two APIs and a preview of identity, from Microsoft's public API descriptions, oldest
// first. A newer version is a line here; what it brings is tagged with since in wire.go, or named in identities.go
// (scopes).

func chatVersions() []string {
	return []string{
		"2021-03-07",
		"2021-09-07", // metadata of messages, names in typing notifications
		"2023-11-07", // kinds of identifiers, attachments
		"2024-03-07", // Teams apps
		"2025-03-15", // metadata of threads and participants, retention policies
	}
}

// realTimeVersion is the one in which the JavaScript SDK asks where real-time notifications come from.
const realTimeVersion = "2024-09-01"

// identityPreview is the version of the identity API that gives users custom ids and can read them. The stable versions
// after it do neither.
const identityPreview = "2025-03-02-preview"

func identityVersions() []string {
	return []string{
		"2021-03-07",
		"2022-06-01", // tokens of Teams users
		"2022-10-01", // lifetimes of tokens
		"2023-10-01", // the scopes chat.join, chat.join.limited and voip.join
		identityPreview,
		"2025-06-30", // Teams extension
		"2026-07-22",
		"2026-09-23",
	}
}

// newest returns the last of some versions.
func newest(versions []string) string { return versions[len(versions)-1] }

// resolveVersion finds out which version of the API the call speaks, and refuses versions in which there is no such
// call.
func (s *Server) resolveVersion(c *call) error {
	asked := c.URL.Query().Get("api-version")
	switch {
	case asked == "":
		return &refusal{
			status:  http.StatusBadRequest,
			code:    "ApiVersionUnspecified",
			message: "An API version is required, but was not specified.",
		}
	case slices.Contains(c.route.versions, asked), asked == c.route.only:
		c.version = asked
	case s.options.AnyAPIVersion:
		c.version = newest(c.route.versions)
	default:
		return &refusal{status: http.StatusBadRequest, code: "UnsupportedApiVersion",
			message: fmt.Sprintf(
				"The API version %q is not supported; these are: %s.",
				asked,
				strings.Join(c.route.versions, ", "),
			)}
	}
	if c.version < c.route.since {
		return notFound("There is no such resource.")
	}
	if c.route.only != "" && c.version != c.route.only {
		return errMethod()
	}
	return nil
}

// conform clears the fields of a request or an answer that its version does not have, so the answer leaves them out:
// those with the tag since:"VERSION", where VERSION is the first one that has them.
func conform(value reflect.Value, version string) {
	switch value.Kind() {
	case reflect.Pointer:
		if !value.IsNil() {
			conform(value.Elem(), version)
		}
	case reflect.Slice:
		if value.Type().Elem().Kind() != reflect.Struct {
			return
		}
		for i := range value.Len() {
			conform(value.Index(i), version)
		}
	case reflect.Struct:
		for i := range value.NumField() {
			if since := value.Type().Field(i).Tag.Get("since"); version < since {
				value.Field(i).SetZero()
			} else if value.Field(i).CanSet() {
				conform(value.Field(i), version)
			}
		}
	default: // nothing inside has a tag
	}
}

// inVersion returns a body of an answer as the call's version has it.
func (c *call) inVersion(body any) any {
	if body == nil || c.version == newest(c.route.versions) {
		return body
	}
	copied := reflect.New(reflect.TypeOf(body))
	copied.Elem().Set(reflect.ValueOf(body))
	conform(copied, c.version)
	return copied.Interface()
}
