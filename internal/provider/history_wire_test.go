package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync"
	"time"
)

// trouble is what happens to one call of an apply.
type trouble struct {
	Call  int    // which one, counted from 1; 0 is none
	After bool   // the service carries it out first
	Kind  string // dropped, canceled, killed, or the status of an answer
}

// wire carries calls to the service without a network, so a story runs in virtual time, and makes trouble.
type wire struct {
	handler http.Handler
	listing listing // how lists of threads are wrong

	mu      sync.Mutex
	trouble trouble
	calls   int
	cancel  context.CancelFunc // interrupts the command
	dead    bool               // the process was killed
	lost    []string           // ids that only lost answers told
}

// listing is what is wrong in every list of threads that the provider gets.
type listing struct {
	ThreadID string // of the thread that is listed wrongly; "" for none
	As       string // deleted, missing, or with another topic
}

// distort makes a list of threads wrong.
func (l listing) distort(req *http.Request, answer *http.Response) {
	lists := req.Method == http.MethodGet && req.URL.Path == "/chat/threads" && answer.StatusCode == http.StatusOK
	if l.ThreadID == "" || !lists {
		return
	}
	var page struct {
		Value    []map[string]any `json:"value"`
		NextLink string           `json:"nextLink,omitempty"`
	}
	if json.NewDecoder(answer.Body).Decode(&page) != nil {
		return
	}
	page.Value = slices.DeleteFunc(page.Value, func(entry map[string]any) bool {
		if entry["id"] != l.ThreadID {
			return false
		}
		switch l.As {
		case "deleted":
			entry["deletedOn"] = "2020-01-01T00:00:00Z"
		case "with another topic":
			entry["topic"] = "A topic of long ago"
		}
		return l.As == "missing"
	})
	text, _ := json.Marshal(page) // it was JSON before
	answer.Body = io.NopCloser(bytes.NewReader(text))
	answer.ContentLength = int64(len(text))
	answer.Header.Del("Content-Length")
}

// begin counts the calls of a command from 1 again.
func (w *wire) begin(next trouble, cancel context.CancelFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.trouble, w.calls, w.cancel, w.dead = next, 0, cancel, false
}

func (w *wire) killed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.dead
}

func (w *wire) Do(req *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.calls++
	strikes := w.calls == w.trouble.Call
	kind, after, dead := w.trouble.Kind, w.trouble.After, w.dead
	w.mu.Unlock()
	if dead {
		return nil, context.Canceled
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	if !strikes {
		answer := w.carryOut(req)
		if kind == "killed" {
			w.note(req, answer) // the answer arrives, but perhaps not in the state
		}
		return answer, nil
	}
	var answer *http.Response
	if after {
		answer = w.carryOut(req)
		w.note(req, answer)
	}
	switch kind {
	case "killed":
		w.mu.Lock()
		w.dead = true
		w.mu.Unlock()
		w.cancel()
		return nil, context.Canceled
	case "canceled":
		w.cancel()
		if answer == nil {
			answer = w.carryOut(req)
		}
		return answer, nil
	case "dropped":
		return nil, errors.New("the connection was dropped")
	default:
		return refusal(req, kind), nil
	}
}

// note keeps what only the answer of a call tells, and no one can know again when it is lost: the id of a user, or,
// when the process is lost with it, of a thread or a message. As long as the process lives, the client asks for a
// thread again with the same repeatability id, and looks for a message.
func (w *wire) note(req *http.Request, answer *http.Response) {
	var made struct {
		ID         string
		Identity   struct{ ID string }
		ChatThread struct{ ID string }
	}
	body, _ := io.ReadAll(answer.Body)
	answer.Body = io.NopCloser(bytes.NewReader(body))
	if req.Method != http.MethodPost || json.Unmarshal(body, &made) != nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lost = append(w.lost, made.Identity.ID)
	if w.trouble.Kind == "killed" {
		w.lost = append(w.lost, made.ID, made.ChatThread.ID)
	}
}

func (w *wire) carryOut(req *http.Request) *http.Response {
	if trace := httptrace.ContextClientTrace(req.Context()); trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	recorder := httptest.NewRecorder()
	served := req.Clone(req.Context())
	served.RequestURI, served.Host = req.URL.RequestURI(), req.URL.Host
	if served.Body == nil {
		served.Body = http.NoBody
	}
	w.handler.ServeHTTP(recorder, served)
	answer := recorder.Result()
	w.listing.distort(req, answer)
	answer.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat)) // as a server over HTTP does
	answer.Request = req
	return answer
}

func refusal(req *http.Request, kind string) *http.Response {
	var status int
	_, _ = fmt.Sscan(kind, &status)
	header := http.Header{"Content-Type": {"application/json"}}
	body := `{"error":{"code":"Trouble","message":"Trouble was made."}}`
	if kind == "404 of a proxy" {
		header, body = http.Header{"Content-Type": {"text/html"}}, "<html>not here</html>"
	}
	if status == http.StatusTooManyRequests {
		header.Set("Retry-After", "3")
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: req}
}
