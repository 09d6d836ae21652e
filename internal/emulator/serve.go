package emulator

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// ServeHTTP answers one request. A call of the service is recognized, authenticated, recorded, and carried out unless a
// fault is due.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.serveHealth(w, r) || s.servePage(w, asGet(r)) || s.serveAuthority(w, r) ||
		origins(s.options.Origins).serve(w, r) {
		return
	}
	c := &call{Request: r, id: correlationVector(), now: s.clock.Now().UTC(), choices: s.options.Choices}
	c.refused = s.receive(w, c)
	c.entry = s.requests.add(c)
	answer := &answerWriter{ResponseWriter: w}
	defer func() { // deferred, because faults abort the answer by a panic
		took := s.clock.Now().Sub(c.now)
		s.log.write(c, answer.bytes, took)
		s.requests.cut(c.entry, took)
	}()
	if fault, due := s.faults.next(c.entry.Operation); due {
		s.requests.strike(c.entry, fault)
		s.strike(fault, answer, c) //nolint:contextcheck // the context is the call's
		return
	}
	s.respond(answer, c, s.dispatch(c)) //nolint:contextcheck // the context is the call's
}

// asGet returns what HEAD of the page asks for. net/http leaves the body of the response out.
func asGet(r *http.Request) *http.Request {
	if r.Method != http.MethodHead {
		return r
	}
	get := r.Clone(r.Context())
	get.Method = http.MethodGet
	return get
}

// serveHealth answers GET /health, to anybody, and reports whether this was it: 200 once the server answers and its
// data can be written.
func (s *Server) serveHealth(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path != "/health" || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	err := s.data.Update(r.Context(), func(tx *store.Tx) error {
		return tx.PutSetting("checked", s.clock.Now().UTC().Format(time.RFC3339Nano))
	})
	if err != nil {
		http.Error(w, fmt.Sprintf("The data cannot be written: %v", err), http.StatusServiceUnavailable)
		return true
	}
	w.Header().Set("Content-Type", jsonContentType)
	_, _ = w.Write([]byte(`{"status":"ok"}`))
	return true
}

// receive recognizes a call and reads it. The body is read last: strangers get no memory.
func (s *Server) receive(w http.ResponseWriter, c *call) (err error) {
	if c.route, c.parameters, err = s.routes.find(c.Method, c.URL); err != nil {
		return err
	}
	if err := s.checkHost(c.Request); err != nil {
		return err
	}
	if err := s.authenticate(c); err != nil {
		return err
	}
	return c.readBody(w)
}

// dispatch carries the call out, if it gets that far, and returns the answer.
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
	if err := s.resolveVersion(c); err != nil {
		return refuse(err)
	}
	if err := s.limiter.check(c.route.operation, c.user, c.parameters["thread"], c.now); err != nil {
		return refuse(err)
	}
	if s.options.Latency && !s.pause(c.Context(), typicalLatency(c.route.operation)) {
		panic(http.ErrAbortHandler) // the client no longer waits for the answer
	}
	resp, err := s.carryOut(c)
	if err != nil {
		return refuse(err)
	}
	return resp
}

// carryOut runs the call's handler in the transaction that also authorizes it, so a token that is revoked meanwhile
// changes nothing.
func (s *Server) carryOut(c *call) (resp response, err error) {
	return resp, s.data.Update(c.Context(), func(tx *store.Tx) (err error) {
		if err := authorize(tx, c); err != nil {
			return err
		}
		if err := tx.DeleteExpired(c.now); err != nil {
			return err
		}
		resp, err = c.route.handle(s, tx, c)
		resp.body = c.inVersion(resp.body)
		return err
	})
}

// correlationVector returns a new value of the header by which the service's logs can be searched.
func correlationVector() string {
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails
	return base64.RawStdEncoding.EncodeToString(id[:]) + ".0"
}
