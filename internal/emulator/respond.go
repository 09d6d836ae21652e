package emulator

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"
)

// maxBody is the largest request body that is read, in bytes. It leaves room
// for 200 participants with metadata of the largest size.
const maxBody = 1 << 20

const jsonContentType = "application/json; charset=utf-8"

// call is one request on its way to its handler.
type call struct {
	*http.Request
	id         string            // of the request, for MS-CV
	route      *route            // nil when the call is none of the service's
	parameters map[string]string // from the path
	refused    error             // why it is refused whatever it asks for
	body       []byte
	now        time.Time
	entry      *Request
	user       string // the raw id of who calls; "" in identity calls
}

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
	header  http.Header
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s: %s", r.status, r.code, r.message) }

func badRequest(format string, arguments ...any) error {
	return &refusal{status: http.StatusBadRequest, code: "BadRequest", message: fmt.Sprintf(format, arguments...)}
}

func notFound(message string) error {
	return &refusal{status: http.StatusNotFound, code: "NotFound", message: message}
}

func forbidden(message string) error {
	return &refusal{status: http.StatusForbidden, code: "Forbidden", message: message}
}

// ServeHTTP answers one request. One to the service is recognized, recorded,
// and carried out unless a fault is due.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.servePage(w, r) {
		return
	}
	c := &call{Request: r, id: correlationVector(), now: s.clock.Now().UTC()}
	c.route, c.parameters, c.refused = s.routes.find(r.Method, r.URL)
	if err := c.readBody(w); err != nil {
		c.refused = err
	}
	c.entry = s.requests.add(c, s.options.DiscardRequests)
	answer := &answerWriter{ResponseWriter: w}
	defer func() { // deferred, because faults abort the answer by a panic
		s.log.write(c, answer.bytes, s.clock.Now().Sub(c.now))
	}()
	if fault, due := s.faults.next(c.entry.Operation); due {
		s.strike(fault, answer, c) //nolint:contextcheck // the context is the call's
		return
	}
	s.respond(answer, c, s.dispatch(c)) //nolint:contextcheck // the context is the call's
}

// dispatch lets the call's handler answer, if the call gets that far.
func (s *Server) dispatch(c *call) (resp response) {
	defer func() {
		defect := recover()
		if defect == nil {
			return
		}
		if err, ok := defect.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(defect) // the connection is to be cut
		}
		resp = refuse(fmt.Errorf("a defect of the emulator: %v\n%s", defect, debug.Stack()))
	}()
	if c.refused != nil {
		return refuse(c.refused)
	}
	if err := s.authorize(c); err != nil {
		return refuse(err)
	}
	if err := checkVersion(c); err != nil {
		return refuse(err)
	}
	if err := s.limiter.check(c.route.operation, c.user, c.parameters["thread"], c.now); err != nil {
		return refuse(err)
	}
	if s.options.Latency && !s.pause(c.Context(), typicalLatency(c.route.operation)) {
		panic(http.ErrAbortHandler) // nobody waits for the answer any more
	}
	resp, err := c.route.handle(s, c)
	if err != nil {
		return refuse(err)
	}
	return resp
}

// checkVersion refuses calls that do not name the emulated version of the API.
func checkVersion(c *call) error {
	switch version := c.URL.Query().Get("api-version"); version {
	case c.route.version:
		return nil
	case "":
		return &refusal{status: http.StatusBadRequest, code: "ApiVersionUnspecified", message: "An API version is required, but was not specified."}
	default:
		return &refusal{status: http.StatusBadRequest, code: "UnsupportedApiVersion",
			message: fmt.Sprintf("The API version %q is not supported; use %q.", version, c.route.version)}
	}
}

// readBody reads the body whole, because signatures are made over all of it.
func (c *call) readBody(w http.ResponseWriter) error {
	body, err := io.ReadAll(http.MaxBytesReader(w, c.Body, maxBody))
	c.body = body
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &refusal{status: http.StatusRequestEntityTooLarge, code: "RequestEntityTooLarge", message: "The request body is too large."}
	}
	if err != nil {
		return badRequest("The request body could not be read.")
	}
	return nil
}

// refuse turns an error into an answer. What is not a refusal is a defect of
// the emulator, and is called that.
func refuse(err error) response {
	var r *refusal
	if !errors.As(err, &r) {
		r = &refusal{status: http.StatusInternalServerError, code: "InternalServerError", message: err.Error()}
	}
	return response{status: r.status, header: r.header, body: wireErrorEnvelope{Error: wireError{Code: r.code, Message: r.message}}}
}

// respond writes an answer.
func (s *Server) respond(w http.ResponseWriter, c *call, resp response) {
	body := encode(resp.body)
	header := http.Header{}
	if len(body) > 0 {
		header.Set("Content-Type", jsonContentType)
	}
	if resp.status != http.StatusNoContent {
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	resp.header = merge(header, resp.header)
	s.writeHeader(w, c, resp)
	_, _ = w.Write(body) // the client may have gone, which is its affair
}

// writeHeader writes the status and the headers, among them those that every
// answer of the service carries.
func (s *Server) writeHeader(w http.ResponseWriter, c *call, resp response) {
	s.requests.finish(c.entry, resp.status)
	header := w.Header()
	header.Set("MS-CV", c.id)
	header.Set("X-Processing-Time", fmt.Sprintf("%dms", s.clock.Now().Sub(c.now).Milliseconds()))
	if c.route != nil {
		header.Set("api-supported-versions", c.route.version)
	}
	for name, values := range resp.header {
		header[name] = values
	}
	w.WriteHeader(resp.status)
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
		panic(fmt.Sprintf("an answer is no JSON: %v", err)) // they are structs of strings
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}

// correlationVector returns a new value of the header by which the service's
// logs can be searched.
func correlationVector() string {
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails
	return base64.RawStdEncoding.EncodeToString(id[:]) + ".0"
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
