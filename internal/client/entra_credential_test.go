package client

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// entra is a credential of Entra ID whose tokens the emulator issues.
type entra struct {
	t      testing.TB
	server *emulator.Server
	asked  [][]string
	err    error
}

func (e *entra) GetToken(_ context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	e.asked = append(e.asked, o.Scopes)
	if e.err != nil {
		return azcore.AccessToken{}, e.err
	}
	token, err := e.server.IssueEntraToken(time.Hour)
	return azcore.AccessToken{Token: token, ExpiresOn: time.Now().Add(time.Hour)}, err
}

func TestEntraID_logsIn(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		credential := &entra{t: t, server: s.Server}
		c := s.client(t, func(o *Options) { o.AccessKey, o.EntraID = "", credential })
		if _, err := c.CreateUser(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.thread(t, c)
		if len(credential.asked) != 1 || fmt.Sprint(credential.asked[0]) != "[https://communication.azure.com//.default]" {
			t.Errorf("Entra ID was asked for %v", credential.asked)
		}
		for _, r := range s.Requests(emulator.OpCreateThread) {
			equal(t, "authorization of a chat call", r.Header.Get("Authorization"), "Bearer REDACTED")
		}
	}, func(o *emulator.Options) { o.EntraID = true })
}

func TestEntraID_failureIsUnauthorizedAndNotTriedAgain(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		cause := errors.New("no managed identity here")
		credential := &entra{t: t, server: s.Server, err: cause}
		c := s.client(t, func(o *Options) { o.AccessKey, o.EntraID = "", credential })
		_, err := c.CreateUser(t.Context())
		wantKind(t, err, KindUnauthorized)
		if !errors.Is(err, cause) {
			t.Errorf("the cause is lost: %v", err)
		}
		equal(t, "tries", len(credential.asked), 1)
		equal(t, "calls", len(s.Requests()), 0)
	})
}
