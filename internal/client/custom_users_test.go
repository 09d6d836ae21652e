package client

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestEnsureUser_findsTheUserOfACustomID(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		c := s.client(t)
		made, existed, err := c.EnsureUser(t.Context(), "ada")
		if err != nil || existed || made.CustomID != "ada" || made.LastTokenIssuedOn != nil {
			t.Errorf("created %+v, existed %v, %v", made, existed, err)
		}
		found, existed, err := s.client(t).EnsureUser(t.Context(), "ada")
		if err != nil || !existed || found.ID != made.ID {
			t.Errorf("found %+v, existed %v, %v", found, existed, err)
		}
		if _, err := c.IssueToken(t.Context(), made.ID, []TokenScope{ScopeChat}, 0); err != nil {
			t.Fatal(err)
		}
		read, err := c.GetUser(t.Context(), made.ID)
		if err != nil || read.ID != made.ID || read.CustomID != "ada" || read.LastTokenIssuedOn == nil {
			t.Errorf("read %+v, %v", read, err)
		}
		noErrors(t, []error{c.DeleteUser(t.Context(), made.ID)})
		_, err = c.GetUser(t.Context(), made.ID)
		wantKind(t, err, KindNotFound)
	})
}

func TestEnsureUser_aLostResponseMakesNoSecondUser(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		s.InjectFault(emulator.Fault{Operation: emulator.OpCreateIdentity, After: true, Drop: true})
		before, err := s.Users(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		user, _, err := s.client(t).EnsureUser(t.Context(), "ada")
		after, listErr := s.Users(t.Context())
		if err != nil || listErr != nil || len(after) != len(before)+1 || after[len(after)-1] != user.ID {
			t.Errorf("made %+v, the users are %v, were %v (%v, %v)", user, after, before, err, listErr)
		}
	})
}

func TestEnsureUser_aServiceWithoutThePreviewIsNamed(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		for op, status := range map[emulator.Operation]int{emulator.OpCreateIdentity: http.StatusBadRequest,
			emulator.OpGetIdentity: http.StatusNotFound} {
			s.InjectFault(emulator.Fault{Operation: op, Status: status,
				Header: http.Header{"Api-Supported-Versions": {"2022-06-01, 2023-10-01"}}})
		}
		c := s.client(t)
		_, _, err := c.EnsureUser(t.Context(), "ada")
		wantKind(t, err, KindUnknownVersion)
		_, err = c.GetUser(t.Context(), aUser)
		wantKind(t, err, KindUnknownVersion)
		if !strings.Contains(err.Error(), "2025-03-02-preview") {
			t.Errorf("the error does not name the version: %v", err)
		}
	})
}

func TestCreateUser_staysOnTheStableVersion(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, s *service) {
		if _, err := s.client(t).CreateUser(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, request := range s.Requests(emulator.OpCreateIdentity) {
			if request.RawQuery != "api-version=2023-10-01" {
				t.Errorf("the call was made with %s", request.RawQuery)
			}
		}
	})
}
