package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
)

// errNoResponse says that a fault cut a call that was made from the page.
var errNoResponse = errors.New("the call got no response: a fault cut the connection")

// mayAct reports whether who sees the page may also act as a user and know the access key: people on this machine, and
// those on other machines where the admin endpoint lets them change everything anyway.
func (s *Server) mayAct(r *http.Request) bool {
	return s.admin != nil || fromThisMachine(r) && addressedByIP(r)
}

// acting serves a form for whom mayAct lets act, and refuses those that other pages send.
func (s *Server) acting(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.mayAct(r) {
			http.Error(w, "Only people on the machine that the emulator runs on may act from the page.", http.StatusForbidden)
			return
		}
		s.fromOwnPage(serve)(w, r)
	}
}

// administering serves a form that needs the admin endpoint, and refuses those that other pages send.
func (s *Server) administering(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.admin == nil {
			http.Error(w, "This works from the page when the emulator runs with -admin.", http.StatusForbidden)
			return
		}
		s.fromOwnPage(serve)(w, r)
	}
}

// fromOwnPage refuses forms that other pages send.
func (s *Server) fromOwnPage(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := s.page.sameSite.Check(r); err != nil {
			http.Error(w, "Only the emulator's own page may do this.", http.StatusForbidden)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxSeed)
		serve(w, r)
	}
}

// showAgain leads the browser back to a page, which says why the form was not carried out when err is not nil.
func showAgain(w http.ResponseWriter, r *http.Request, query url.Values, err error) {
	if err != nil {
		query.Set("error", err.Error())
	}
	http.Redirect(w, r, "/?"+query.Encode(), http.StatusSeeOther)
}

// sendFromPage sends the message in the form as one of the thread's members.
func (s *Server) sendFromPage(w http.ResponseWriter, r *http.Request) {
	threadID, sender := r.PostFormValue("thread"), r.PostFormValue("sender")
	query := url.Values{"thread": {threadID}}
	if search := r.PostFormValue("q"); search != "" {
		query.Set("q", search)
	}
	name, err := s.memberName(r.Context(), threadID, sender)
	if err == nil {
		content, kind := r.PostFormValue("content"), r.PostFormValue("type")
		err = s.callAs(r.Context(), sender, http.MethodPost, "/chat/threads/"+url.PathEscape(threadID)+"/messages",
			wireSendRequest{Content: &content, Type: &kind, SenderName: name})
	}
	showAgain(w, r, query, err)
}

// memberName returns the name that a member of a thread has there.
func (s *Server) memberName(ctx context.Context, threadID, userID string) (string, error) {
	members, err := s.Members(ctx, threadID)
	if err != nil {
		return "", fmt.Errorf("finding the thread %s: %w", threadID, err)
	}
	i := slices.IndexFunc(members, func(m Member) bool { return m.UserID == userID })
	if i < 0 {
		return "", fmt.Errorf("%s is not a member of the thread", userID)
	}
	return members[i].DisplayName, nil
}

// callAs calls the service as a user, with a token of its own, as an application would: limits, faults and the request
// record apply. A response that is not a success is an error.
func (s *Server) callAs(ctx context.Context, userID, method, path string, body any) (err error) {
	token, err := s.IssueToken(ctx, userID)
	if err != nil {
		return fmt.Errorf("issuing a token for %s: %w", userID, err)
	}
	versions := chatVersions()
	address := s.URL() + path + "?api-version=" + versions[len(versions)-1]
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(encode(body)))
	if err != nil {
		return fmt.Errorf("calling the service: %w", err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "chat-emulator-page")
	w := &keptResponse{header: http.Header{}}
	defer func() {
		if defect := recover(); defect == http.ErrAbortHandler { //nolint:errorlint // recover returns the value itself
			err = errNoResponse
		} else if defect != nil {
			panic(defect)
		}
	}()
	s.ServeHTTP(w, r)
	if w.status < 200 || w.status > 299 {
		return fmt.Errorf("the service responded %d: %s", w.status, errorMessage(w.body.Bytes()))
	}
	return nil
}

// errorMessage returns the message of an error in the service's envelope, or the body as it is.
func errorMessage(body []byte) string {
	var envelope wireErrorEnvelope
	if json.Unmarshal(body, &envelope) == nil && envelope.Error.Message != "" {
		return envelope.Error.Message
	}
	return string(body)
}

// keptResponse is a response of the server to a call that it makes itself.
type keptResponse struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *keptResponse) Header() http.Header { return w.header }

func (w *keptResponse) WriteHeader(status int) { w.status = status }

func (w *keptResponse) Write(p []byte) (int, error) { return w.body.Write(p) }

// issueFromPage responds with a token of the user in the form, as text.
func (s *Server) issueFromPage(w http.ResponseWriter, r *http.Request) {
	token, err := s.IssueToken(r.Context(), r.PostFormValue("user"))
	if isNotFound(err) {
		http.Error(w, "There is no such user.", http.StatusNotFound)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(token))
}
