package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

const jsonContentType = "application/json; charset=utf-8"

// response is what a handler answers.
type response struct {
	status int
	header http.Header // beside the ones that every answer carries
	body   any         // written as JSON; nil means no body
}

// refusal is an error with an answer of its own in the service's envelope.
type refusal struct {
	status  int
	code    string
	message string // left out when empty, as the service does
	target  string // what the refusal is about; left out when empty
	header  http.Header
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s: %s", r.status, r.code, r.message) }

func badRequest(format string, arguments ...any) error {
	return &refusal{status: http.StatusBadRequest, code: "BadRequest", message: fmt.Sprintf(format, arguments...)}
}

// invalid is how the identity API refuses a field of a request.
func invalid(field, format string, arguments ...any) error {
	return &refusal{
		status:  http.StatusBadRequest,
		code:    "ValidationError",
		message: fmt.Sprintf(format, arguments...),
		target:  field,
	}
}

func notFound(message string) error {
	return &refusal{status: http.StatusNotFound, code: "NotFound", message: message}
}

func forbidden(message string) error {
	return &refusal{status: http.StatusForbidden, code: "Forbidden", message: message}
}

// refuse turns an error into an answer. What is not a refusal is a defect of the emulator, and is called that.
func refuse(err error) response {
	var r *refusal
	if !errors.As(err, &r) {
		r = &refusal{status: http.StatusInternalServerError, code: "InternalServerError", message: err.Error()}
	}
	return response{
		status: r.status,
		header: r.header,
		body:   wireErrorEnvelope{Error: wireError{Code: r.code, Message: r.message, Target: r.target}},
	}
}

// respond writes an answer.
func (s *Server) respond(w http.ResponseWriter, c *call, resp response) {
	body := encode(s.envelope(resp.body))
	header := http.Header{}
	if len(body) > 0 {
		header.Set("Content-Type", jsonContentType)
	}
	if resp.status != http.StatusNoContent {
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	resp.header = merge(header, resp.header)
	s.write(w, c, resp, body)
}

// write writes the status, the headers, among them those that every response of the service carries, and a body.
func (s *Server) write(w http.ResponseWriter, c *call, resp response, body []byte) {
	header := w.Header()
	header.Set("MS-CV", c.id)
	header.Set("X-Processing-Time", fmt.Sprintf("%dms", s.clock.Now().Sub(c.now).Milliseconds()))
	if id := c.Header.Get("x-ms-client-request-id"); id != "" && c.wantsRequestID() {
		header.Set("x-ms-client-request-id", id)
	}
	if hostOf(c.Request) != "localhost" {
		header.Set("Strict-Transport-Security", "max-age=2592000")
	}
	if c.route != nil {
		header.Set("api-supported-versions", strings.Join(c.route.versions, ", "))
	}
	for name, values := range resp.header {
		header[name] = values
	}
	s.requests.finish(c.entry, resp.status, header, body, s.clock.Now().Sub(c.now))
	w.WriteHeader(resp.status)
	_, _ = w.Write(body) // the client may be gone
}

// wantsRequestID reports whether the response repeats the client's own id of the request: those of the identity API
// always do, those of chat when they are asked to.
func (c *call) wantsRequestID() bool {
	return !strings.HasPrefix(c.URL.Path, "/chat/") ||
		strings.EqualFold(c.Header.Get("x-ms-return-client-request-id"), "true")
}

// encode returns a body as JSON, or as it is when it is bytes already.
func encode(body any) []byte {
	switch body := body.(type) {
	case nil:
		return nil
	case []byte:
		return body
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		panic(fmt.Sprintf("an answer is not valid JSON: %v", err)) // they are structs of strings
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}

// answerWriter counts the bytes of an answer, for the access log.
type answerWriter struct {
	http.ResponseWriter
	bytes int
}

func (w *answerWriter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController find the writer below.
func (w *answerWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
