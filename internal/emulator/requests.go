package emulator

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// latestRequests is how many requests the record keeps when Options.DiscardRequests is set.
	latestRequests = 200
	// recordedBody is how much of a response's body the record keeps, in bytes.
	recordedBody = 8 << 10
)

// Request is a call that the server got, and the response to it.
type Request struct {
	Number    int       // counts the calls since the start or the last reset, from 1
	Operation Operation // "" when the request is not a call of the service
	Method    string
	Path      string // as it was sent, still escaped
	RawQuery  string
	Header    http.Header // Authorization keeps its scheme only
	Body      []byte
	ThreadID  string // "" when the call does not name a thread
	UserID    string // who calls, or whom an identity call is about; "" when the call names no one
	At        time.Time

	Status         int           // 0 until there is a response, and when the connection was cut instead
	ResponseHeader http.Header   // what the server set; nil until there is a response
	ResponseBody   []byte        // its first 8 KiB, without access tokens
	ResponseSize   int           // bytes of the whole body
	Took           time.Duration // from the request's head to the response's
	Fault          *Fault        // the one that struck; nil for none
}

// Requests returns the calls of the given operations, of all when none is given, in the order in which they came.
func (s *Server) Requests(ops ...Operation) []Request {
	return s.requests.list(func(r *Request) bool { return len(ops) == 0 || slices.Contains(ops, r.Operation) })
}

// ResetRequests forgets the calls so far.
func (s *Server) ResetRequests() { s.requests.reset() }

// requestRecord keeps the calls.
type requestRecord struct {
	latestOnly bool // keep no more than latestRequests

	mu      sync.Mutex
	total   int
	entries []*Request // the oldest first
}

// add keeps a call, and returns its entry.
func (record *requestRecord) add(c *call) *Request {
	entry := &Request{
		Method: c.Method, Path: c.URL.EscapedPath(), RawQuery: c.URL.RawQuery, Header: c.Header.Clone(), Body: c.body,
		ThreadID: c.parameters["thread"], UserID: c.user, At: c.now,
	}
	if c.route != nil {
		entry.Operation = c.route.operation
	}
	if entry.UserID == "" {
		entry.UserID = c.parameters["user"]
	}
	if authorization := entry.Header.Get("Authorization"); authorization != "" {
		scheme, _, _ := strings.Cut(authorization, " ")
		entry.Header.Set("Authorization", scheme+" REDACTED")
	}
	record.mu.Lock()
	defer record.mu.Unlock()
	record.total++
	entry.Number = record.total
	if record.latestOnly && len(record.entries) == latestRequests {
		record.entries = slices.Delete(record.entries, 0, 1)
	}
	record.entries = append(record.entries, entry)
	return entry
}

// strike notes the fault that strikes a call.
func (record *requestRecord) strike(entry *Request, fault Fault) {
	record.mu.Lock()
	defer record.mu.Unlock()
	entry.Fault = &fault
}

// finish notes the response. It is called before the response is written, so whoever has got it finds it here.
func (record *requestRecord) finish(entry *Request, status int, header http.Header, body []byte, took time.Duration) {
	kept := slices.Clone(body[:min(len(body), recordedBody)])
	if entry.Operation == OpCreateIdentity || entry.Operation == OpIssueToken {
		kept = withoutTokens(kept)
	}
	record.mu.Lock()
	defer record.mu.Unlock()
	entry.Status, entry.ResponseHeader, entry.Took = status, header.Clone(), took
	entry.ResponseBody, entry.ResponseSize = kept, len(body)
}

// cut notes that a call ended without a response, if it did.
func (record *requestRecord) cut(entry *Request, took time.Duration) {
	record.mu.Lock()
	defer record.mu.Unlock()
	if entry.Status == 0 {
		entry.Took = took
	}
}

// list returns the calls that are wanted, the oldest first.
func (record *requestRecord) list(wanted func(*Request) bool) []Request {
	record.mu.Lock()
	defer record.mu.Unlock()
	var found []Request
	for _, entry := range record.entries {
		if wanted(entry) {
			found = append(found, *entry)
		}
	}
	return found
}

func (record *requestRecord) reset() {
	record.mu.Lock()
	defer record.mu.Unlock()
	record.entries, record.total = nil, 0
}

// tokenField is an access token in the body of a response, whole or cut off.
var tokenField = regexp.MustCompile(`("token":\s*")[^"]*`)

func withoutTokens(body []byte) []byte { return tokenField.ReplaceAll(body, []byte("${1}REDACTED")) }
