package emulator

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Request is a call that the server got.
type Request struct {
	Operation Operation // "" when the request is not a call of the service
	Method    string
	Path      string // as it was sent, still escaped
	RawQuery  string
	Header    http.Header // Authorization keeps its scheme only
	Body      []byte
	Status    int    // of the answer; 0 until there is one
	ThreadID  string // "" when the call does not name a thread
	At        time.Time
}

// Requests returns the calls of the given operations, of all when none is given, in the order in which they came.
func (s *Server) Requests(ops ...Operation) []Request {
	return s.requests.list(ops)
}

// ResetRequests forgets the calls so far.
func (s *Server) ResetRequests() { s.requests.reset() }

// requestRecord keeps the calls.
type requestRecord struct {
	mu      sync.Mutex
	entries []*Request
}

// add keeps a call unless discard says otherwise, and returns its entry.
func (record *requestRecord) add(c *call, discard bool) *Request {
	entry := &Request{
		Method: c.Method, Path: c.URL.EscapedPath(), RawQuery: c.URL.RawQuery,
		Header: c.Header.Clone(), Body: c.body, ThreadID: c.parameters["thread"], At: c.now,
	}
	if c.route != nil {
		entry.Operation = c.route.operation
	}
	if authorization := entry.Header.Get("Authorization"); authorization != "" {
		scheme, _, _ := strings.Cut(authorization, " ")
		entry.Header.Set("Authorization", scheme+" REDACTED")
	}
	if !discard {
		record.mu.Lock()
		defer record.mu.Unlock()
		record.entries = append(record.entries, entry)
	}
	return entry
}

// finish notes the status of the answer.
func (record *requestRecord) finish(entry *Request, status int) {
	record.mu.Lock()
	defer record.mu.Unlock()
	entry.Status = status
}

func (record *requestRecord) list(ops []Operation) []Request {
	record.mu.Lock()
	defer record.mu.Unlock()
	var found []Request
	for _, entry := range record.entries {
		if len(ops) == 0 || slices.Contains(ops, entry.Operation) {
			found = append(found, *entry)
		}
	}
	return found
}

func (record *requestRecord) reset() {
	record.mu.Lock()
	defer record.mu.Unlock()
	record.entries = nil
}

// accessLog writes one line of JSON a call.
type accessLog struct {
	mu sync.Mutex
	to io.Writer // nil means no log
}

// write logs a call that has been answered. The request ids are the service's, which answers carry as MS-CV, and the
// client's own.
func (l *accessLog) write(c *call, bytes int, took time.Duration) {
	if l.to == nil {
		return
	}
	line, err := json.Marshal(struct {
		Time            time.Time `json:"time"`
		Operation       Operation `json:"operation,omitempty"`
		Method          string    `json:"method"`
		Path            string    `json:"path"`
		Query           string    `json:"query,omitempty"`
		Status          int       `json:"status"` // 0 when the connection was cut instead
		Bytes           int       `json:"bytes"`
		Took            float64   `json:"ms"`
		RequestID       string    `json:"request_id"`
		ClientRequestID string    `json:"client_request_id,omitempty"`
	}{
		c.entry.At, c.entry.Operation, c.entry.Method, c.entry.Path, c.entry.RawQuery, c.entry.Status,
		bytes, float64(took.Microseconds()) / 1000, c.id, c.Header.Get("x-ms-client-request-id"),
	})
	if err != nil {
		return // strings and numbers always are JSON
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = l.to.Write(append(line, '\n')) // a full disk must not stop the service
}
