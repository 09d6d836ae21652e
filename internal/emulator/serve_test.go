package emulator

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestDispatch_DefectIsAnsweredAndCalledOne(t *testing.T) {
	t.Parallel()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/?api-version=1", nil)
	resp := new(Server).dispatch(&call{Request: request}) // without a route, which cannot be
	body, ok := resp.body.(wireErrorEnvelope)
	if resp.status != http.StatusInternalServerError || !ok || !strings.Contains(body.Error.Message, "a defect of the emulator: ") {
		t.Errorf("answered %d %+v", resp.status, resp.body)
	}
}

func TestDispatch_AbortedAnswerStaysAborted(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() != http.ErrAbortHandler { //nolint:errorlint // it is this very value that net/http looks for
			t.Error("the abort was swallowed")
		}
	}()
	s := &Server{options: Options{Latency: true}, closing: make(chan struct{})}
	close(s.closing)
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/?api-version="+newest(identityVersions()), nil)
	s.dispatch(&call{Request: request, route: &route{operation: OpCreateIdentity, versions: identityVersions()}})
	t.Error("the call was answered although the server is closing")
}
