package emulator

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"
)

// Fault makes calls fail. It is used up when it has struck Times calls.
type Fault struct {
	// Operation is the call that fails; "" means any call.
	Operation Operation `json:"operation"`
	// Nth is the first matching call that fails, counted from the injection: 1, or 0, is the next one.
	Nth int `json:"nth"`
	// Times is how many matching calls in a row fail from then on; 0 means one.
	Times int `json:"times"`
	// After carries the call out before it fails; without it nothing happens to the data.
	After bool `json:"after"`
	// Status is that of the answer; 0 means the true answer's when the call is carried out, else 500.
	Status int `json:"status"`
	// Header is added to the answer, for example Retry-After.
	Header http.Header `json:"header"`
	// Body is the answer's, as it is; "" means an error in the service's envelope.
	Body string `json:"body"`
	// Drop closes the connection without an answer. Go's own HTTP client sends a GET once more when a
	// connection that was used before breaks.
	Drop bool `json:"drop"`
	// Truncate announces the whole answer, sends half of its body and closes the connection. Without a Status the call
	// is carried out and the true answer cut.
	Truncate bool `json:"truncate"`
	// Hang gives no answer until the client goes away or the server is closed.
	Hang bool `json:"hang"`
}

// InjectFault makes calls fail as f says. Of several faults that are due, the one that was injected first strikes; all
// of them count the call.
func (s *Server) InjectFault(f Fault) { s.faults.add(f) }

// CheckFault refuses a fault that could never strike as it says. InjectFault takes such a fault all the same.
func (s *Server) CheckFault(f Fault) error {
	switch {
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("%d is not a valid response status: it must be between 200 and 599", f.Status)
	case f.Nth < 0 || f.Times < 0:
		return errors.New("the number of a call and how many fail must not be negative")
	case f.Drop && f.Truncate || f.Drop && f.Hang || f.Truncate && f.Hang:
		return errors.New("a connection can be dropped, cut short or left hanging, only one of them")
	}
	names := map[Operation]bool{"": true}
	for _, route := range s.routes {
		names[route.operation] = true
	}
	if names[f.Operation] {
		return nil
	}
	delete(names, "")
	return fmt.Errorf("there is no operation %q, only %q", f.Operation, slices.Sorted(maps.Keys(names)))
}

// faultList holds the faults that are not used up.
type faultList struct {
	mu      sync.Mutex
	pending []*pendingFault
}

type pendingFault struct {
	Fault
	skip int // matching calls that still pass
	left int // matching calls that still fail
}

func (l *faultList) add(f Fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pending = append(l.pending, &pendingFault{Fault: f, skip: max(f.Nth-1, 0), left: max(f.Times, 1)})
}

// next counts a call and returns the fault that strikes it.
func (l *faultList) next(op Operation) (Fault, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var due *pendingFault
	for _, fault := range l.pending {
		switch {
		case fault.Operation != "" && fault.Operation != op:
		case fault.skip > 0:
			fault.skip--
		case due == nil:
			due = fault
		}
	}
	if due == nil {
		return Fault{}, false
	}
	due.left--
	l.pending = slices.DeleteFunc(l.pending, func(f *pendingFault) bool { return f.left == 0 })
	return due.Fault, true
}

// list returns the faults that are not used up, as they were injected.
func (l *faultList) list() []Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	found := []Fault{}
	for _, fault := range l.pending {
		found = append(found, fault.Fault)
	}
	return found
}

// clear forgets all faults.
func (l *faultList) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pending = nil
}

// strike answers a call, or does not, as fault f says.
func (s *Server) strike(f Fault, w *answerWriter, c *call) {
	resp := refuse(faultRefusal(f))
	if f.After || f.Truncate && f.Status == 0 {
		carriedOut := s.dispatch(c)
		if f.Status == 0 {
			resp = carriedOut
		}
	}
	switch {
	case f.Hang:
		select {
		case <-c.Context().Done():
		case <-s.closing:
		}
		panic(http.ErrAbortHandler)
	case f.Drop:
		panic(http.ErrAbortHandler)
	}
	if f.Body != "" {
		resp.body = []byte(f.Body)
	}
	resp.header = merge(resp.header, f.Header)
	if !f.Truncate {
		s.respond(w, c, resp)
		return
	}
	body := encode(resp.body)
	resp.header = merge(resp.header, http.Header{
		"Content-Length": {strconv.Itoa(max(len(body), 1))}, // an empty body is cut by promising one
		"Content-Type":   {jsonContentType},
	})
	s.write(w, c, resp, body[:len(body)/2])
	_ = http.NewResponseController(w).Flush() // what matters is that the connection ends now
	panic(http.ErrAbortHandler)
}

// faultRefusal is the answer of a fault that brings no body of its own.
func faultRefusal(f Fault) error {
	status := f.Status
	if status == 0 {
		status = http.StatusInternalServerError
	}
	code := "InternalServerError"
	switch status {
	case http.StatusUnauthorized:
		code = "Unauthorized"
	case http.StatusForbidden:
		code = "Forbidden"
	case http.StatusNotFound:
		code = "NotFound"
	case http.StatusTooManyRequests:
		code = "TooManyRequests"
	case http.StatusServiceUnavailable:
		code = "ServiceUnavailable"
	case http.StatusBadRequest:
		code = "BadRequest"
	}
	return &refusal{status: status, code: code, message: "A fault was injected."}
}

// merge returns the headers of both, those of more where both have one.
func merge(header, more http.Header) http.Header {
	merged := header.Clone()
	if merged == nil {
		merged = http.Header{}
	}
	for name, values := range more {
		merged[http.CanonicalHeaderKey(name)] = values
	}
	return merged
}
