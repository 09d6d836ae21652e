package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The versions of the API that questions are asked in.
const (
	chatVersion     = "2025-03-15"
	identityVersion = "2023-10-01"
	previewVersion  = "2025-03-02-preview" // of the identity API: customId, and GET of an identity
)

// maxMessages is how many messages a run may send at most: the service bills them.
const maxMessages = 190

// maxPauses is how many times a call that was refused with 429 is repeated.
const maxPauses = 8

// service makes raw calls: no retry but after a 429, no interpretation, so that what is seen is what the service sent.
type service struct {
	endpoint string // without a slash at the end
	key      []byte // of the resource; a secret
	http     *http.Client
	now      func() time.Time
	wait     func(context.Context, time.Duration) error

	calls, messages int
}

// call is one request.
type call struct {
	method, path string
	version      string            // of the API; the newest stable one when it is empty
	token        string            // of a user, for chat calls; identity calls are signed when it is empty
	body         any               // sent as JSON; nil means none
	header       map[string]string // in addition
	late         time.Duration     // how far in the past the signature is
	once         bool              // a 429 is what is asked for, so it is returned
}

// response is what came back.
type response struct {
	status int
	header http.Header
	body   any // decoded JSON; nil when there was none
}

// object is a JSON object.
type object = map[string]any

var errTooManyMessages = errors.New("the run would send more messages than it may")

// do makes a call, and waits out a 429 unless the call says otherwise.
func (s *service) do(ctx context.Context, c call) (response, error) {
	if c.method == http.MethodPost && strings.HasSuffix(c.path, "/messages") {
		if s.messages++; s.messages > maxMessages {
			return response{}, errTooManyMessages
		}
	}
	for pause := 0; ; pause++ {
		resp, err := s.send(ctx, c)
		if err != nil || resp.status != http.StatusTooManyRequests || c.once || pause == maxPauses {
			return resp, err
		}
		if err := s.wait(ctx, resp.retryAfter()); err != nil {
			return response{}, err
		}
	}
}

func (s *service) send(ctx context.Context, c call) (response, error) {
	var content []byte
	if c.body != nil {
		var err error
		if content, err = json.Marshal(c.body); err != nil {
			return response{}, err
		}
	}
	req, err := http.NewRequestWithContext(ctx, c.method, s.endpoint+c.path, bytes.NewReader(content))
	if err != nil {
		return response{}, err
	}
	s.setHeader(req, c, content)
	s.calls++
	resp, err := s.http.Do(req)
	if err != nil {
		return response{}, err
	}
	defer func() { _ = resp.Body.Close() }() // it is read to the end
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return response{}, fmt.Errorf("reading the response: %w", err)
	}
	r := response{status: resp.StatusCode, header: resp.Header}
	if len(text) > 0 && json.Unmarshal(text, &r.body) != nil {
		r.body = string(text)
	}
	return r, nil
}

func (s *service) setHeader(req *http.Request, c call, content []byte) {
	version := c.version
	switch {
	case version != "":
	case strings.HasPrefix(c.path, "/chat/"):
		version = chatVersion
	default:
		version = identityVersion
	}
	query := req.URL.Query()
	if !query.Has("api-version") { // a nextLink has it
		separator := "?"
		if req.URL.RawQuery != "" {
			separator = "&"
		}
		req.URL.RawQuery = strings.TrimPrefix(req.URL.RawQuery+separator+"api-version="+version, "?")
	}
	switch {
	case c.body == nil:
	case c.method == http.MethodPatch:
		req.Header.Set("Content-Type", "application/merge-patch+json")
	default:
		req.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	} else {
		s.sign(req, content, s.now().Add(-c.late))
	}
	for name, value := range c.header {
		req.Header.Set(name, value)
	}
}

// sign signs a request with the access key.
//
// Source: https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial
func (s *service) sign(req *http.Request, content []byte, now time.Time) {
	hash := sha256.Sum256(content)
	date, digest := now.UTC().Format(http.TimeFormat), base64.StdEncoding.EncodeToString(hash[:])
	mac := hmac.New(sha256.New, s.key)
	_, _ = fmt.Fprintf(
		mac,
		"%s\n%s\n%s;%s;%s",
		req.Method,
		req.URL.RequestURI(),
		date,
		req.URL.Host,
		digest,
	) // never fails
	req.Header.Set("X-Ms-Date", date)
	req.Header.Set("X-Ms-Content-Sha256", digest)
	req.Header.Set("Authorization", "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="+
		base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

// retryAfter returns how long the service asks to wait; ten seconds, the usual window, when it does not say.
func (r response) retryAfter() time.Duration {
	seconds, err := strconv.Atoi(r.header.Get("Retry-After"))
	if err != nil {
		return 10 * time.Second
	}
	return time.Duration(max(seconds, 1)) * time.Second
}

// at returns what is at a path such as chatThread.id or value.0.topic; nil when nothing is.
func (r response) at(path string) any { return at(r.body, path) }

func at(value any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		switch v := value.(type) {
		case object:
			value = v[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}

// text returns the string at a path; empty when there is none.
func (r response) text(path string) string {
	text, _ := r.at(path).(string)
	return text
}

// list returns the elements at a path.
func (r response) list(path string) []any {
	list, _ := r.at(path).([]any)
	return list
}

// fields names the fields of an object at a path in order; the whole body is at "".
func (r response) fields(path string) string {
	value := r.body
	if path != "" {
		value = r.at(path)
	}
	fields, _ := value.(object)
	return strings.Join(slices.Sorted(maps.Keys(fields)), ", ")
}

// refusal returns status and error code, in whichever of the three envelopes the code is.
func (r response) refusal() string {
	if code := r.errorField("code"); code != "" {
		return fmt.Sprintf("%d %s", r.status, code)
	}
	return strconv.Itoa(r.status)
}

// errorField returns a field of the error, in whichever envelope it is.
func (r response) errorField(name string) string {
	body, _ := r.body.(object)
	for _, envelope := range []string{"error", "CommunicationError"} {
		if inner, ok := body[envelope].(object); ok {
			body = inner
		}
	}
	for key, value := range body {
		if strings.EqualFold(key, name) {
			text, _ := value.(string)
			return text
		}
	}
	return ""
}
