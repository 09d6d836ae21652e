package client

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestNew_refusesOptionsThatMakeNoSense(t *testing.T) {
	userToken := token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat"})
	const endpoint = "https://contoso.communication.azure.com"
	for want, o := range map[string]Options{
		"must be a URL":       {AccessKey: testKey},
		"start with https://": {Endpoint: "http://contoso.example", AccessKey: testKey},
		"exactly one of":      {Endpoint: endpoint},
		"exactly one":         {Endpoint: endpoint, AccessKey: testKey, AccessToken: userToken},
		"one of":              {Endpoint: endpoint, AccessKey: testKey, EntraID: &entra{}},
		"not base64":          {Endpoint: endpoint, AccessKey: "%"},
		"acting user":         {Endpoint: endpoint, AccessToken: userToken, ActingUserID: aUser},
	} {
		_, err := New(o)
		wantKind(t, err, KindInvalidRequest)
		if err != nil && (!strings.Contains(err.Error(), want) || strings.Contains(err.Error(), testKey) || strings.Contains(err.Error(), userToken)) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := New(Options{Endpoint: endpoint, AccessToken: userToken, ActingUserID: "8:acs:r_u"}); err != nil {
		t.Errorf("the token's own user is refused: %v", err)
	}
	own, upper := token(t, map[string]any{"skypeid": "acs:" + aGUID + "_" + userGUID, "acsScope": "chat"}), "8:acs:"+aGUID+"_"+strings.ToUpper(userGUID)
	c, err := New(Options{Endpoint: endpoint, AccessToken: own, ActingUserID: upper, Transport: fake(func(*http.Request) (*http.Response, error) {
		return answer(http.StatusCreated, `{"id":"1"}`), nil
	})})
	noErrors(t, []error{err})
	if _, err = c.SendMessage(t.Context(), someThread, upper, NewMessage{Content: "x"}); err != nil {
		t.Errorf("the token's own user, in another letter case, is refused: %v", err)
	}
}

func TestClient_tellsWhatItIs(t *testing.T) {
	c, err := New(Options{Endpoint: "https://contoso.communication.azure.com/", AccessKey: testKey, ActingUserID: aUser})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "endpoint", c.Endpoint(), "https://contoso.communication.azure.com")
	equal(t, "acting user", c.ActingUserID(), aUser)
	equal(t, "manages identities", c.CanManageIdentities(), true)
}

func TestMaxRetries_countsTriesAfterTheFirst(t *testing.T) {
	for retries, tries := range map[int]int{0: 1, 1: 2, 3: 4} {
		inVirtualTime(t, func(t *testing.T, s *service) {
			id := s.thread(t, s.client(t))
			c := s.client(t, func(o *Options) { o.MaxRetries = &retries })
			s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusBadGateway, Times: 100})
			_, err := c.GetThread(t.Context(), id)
			wantKind(t, err, KindServerError)
			equal(t, "tries", s.calls(emulator.OpGetThread), tries)
		})
	}
}

func TestRetries_backOffWithJitter(t *testing.T) {
	waits := map[time.Duration]bool{}
	for range 3 {
		inVirtualTime(t, func(t *testing.T, s *service) {
			c := s.client(t)
			id := s.thread(t, c)
			s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Status: http.StatusBadGateway, Times: 3})
			s.ResetRequests()
			if _, err := c.GetThread(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			tries, last := s.Requests(emulator.OpGetThread), time.Duration(0)
			for i := 1; i < len(tries); i++ {
				wait := tries[i].At.Sub(tries[i-1].At)
				if wait <= last {
					t.Errorf("wait %d is %v after %v", i, wait, last)
				}
				last = wait
			}
			waits[last] = true
		})
	}
	if len(waits) < 2 {
		t.Errorf("the waits are always the same: %v", waits)
	}
}
