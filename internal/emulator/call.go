package emulator

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"time"
)

const (
	// maxBody is the largest request body that is read, in bytes. It leaves room for 200 participants with metadata of
	// the largest size.
	maxBody = 1 << 20
	// bodyTimeout is how long a body may take to arrive.
	bodyTimeout = 30 * time.Second
)

// call is one request on its way to its handler.
type call struct {
	*http.Request
	id         string            // of the request, for MS-CV
	route      *route            // nil when the request is not a call of the service
	parameters map[string]string // from the path
	version    string            // of the API that it speaks
	refused    error             // why it is refused whatever it asks for
	body       []byte            // nil when the call was refused before
	now        time.Time
	choices    Choices // of the server
	entry      *Request
	user       string // the raw id of who calls; "" in identity calls
	generation int64  // of the user's token
	digest     string // that the signature covers: base64 of the body's SHA-256; "" when the call is not signed
}

// readBody reads the whole body and checks it against the signature.
func (c *call) readBody(w http.ResponseWriter) error {
	// net/http lifts the deadline when the body ends. Recorders in tests have none to set.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTimeout))
	body, err := io.ReadAll(http.MaxBytesReader(w, c.Body, maxBody))
	c.body = body
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &refusal{
			status:  http.StatusRequestEntityTooLarge,
			code:    "RequestEntityTooLarge",
			message: "The request body is too large.",
		}
	}
	if err != nil {
		return badRequest("The request body could not be read.")
	}
	sum := sha256.Sum256(body)
	if digest := base64.StdEncoding.EncodeToString(sum[:]); c.digest != "" &&
		subtle.ConstantTimeCompare([]byte(digest), []byte(c.digest)) == 0 {
		return errDenied()
	}
	return nil
}

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
	conform(reflect.ValueOf(target), c.version)
	return nil
}

// decodeOptional reads the body into target if there is one.
func (c *call) decodeOptional(target any) error {
	if len(c.body) == 0 {
		return nil
	}
	return c.decode(target)
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

// startTime reads the query parameter startTime, in the format of the API description or of the service's own links.
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
