package emulator_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// What follows is in the traffic that the official SDKs recorded in 2025.

func TestRecorded_AThreadWithoutAPolicyHasThePolicyNone(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	none := object{"kind": "none"}
	thirty := object{"kind": "threadCreationDate", "deleteThreadAfterDays": 30.0}
	for name, policy := range map[string]any{"given": none, "null": nil} {
		thread := anna.chat("POST", "/threads", object{"topic": "T", "retentionPolicy": policy}).want(201)["chatThread"].(object)
		if !reflect.DeepEqual(thread["retentionPolicy"], none) {
			t.Errorf("%s: created with the policy %v", name, thread["retentionPolicy"])
		}
	}
	id := anna.thread()
	policy := func() any { return anna.chat("GET", path(id, ""), nil).want(200)["retentionPolicy"] }
	for _, patch := range []any{nil, none} {
		if got := policy(); !reflect.DeepEqual(got, none) {
			t.Errorf("without a policy the thread has %v", got)
		}
		anna.chat("PATCH", path(id, ""), object{"retentionPolicy": thirty}).want(204)
		if got := policy(); !reflect.DeepEqual(got, thirty) {
			t.Errorf("the policy is %v, want %v", got, thirty)
		}
		anna.chat("PATCH", path(id, ""), object{"retentionPolicy": patch}).want(204)
	}
	if got := policy(); !reflect.DeepEqual(got, none) {
		t.Errorf("the policy that was lifted is %v", got)
	}
}

func TestRecorded_EmptyMetadataComesBackAsItWasSent(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	for name, sent := range map[string]any{"empty": object{}, "absent": nil} {
		member := participant(ben.id)
		bodies := map[string]object{
			"thread":  {"topic": "T", "participants": []object{member}},
			"message": {"content": "x"},
		}
		if sent != nil {
			member["metadata"], bodies["thread"]["metadata"], bodies["message"]["metadata"] = sent, sent, sent
		}
		thread := anna.chat("POST", "/threads", bodies["thread"]).want(201)["chatThread"].(object)
		id := thread["id"].(string)
		sentID := anna.chat("POST", path(id, "/messages"), bodies["message"]).want(201)["id"].(string)
		members := list(t, anna.chat("GET", path(id, "/participants"), nil).want(200), "value")
		for what, got := range map[string]object{
			"created": thread, "thread": anna.chat("GET", path(id, ""), nil).want(200), "member": members[1],
			"message": anna.chat("GET", path(id, "/messages/"+sentID), nil).want(200),
		} {
			if !reflect.DeepEqual(got["metadata"], sent) {
				t.Errorf("%s: the %s has the metadata %v", name, what, got["metadata"])
			}
		}
	}
}

func TestRecorded_IdentifiersHaveNoKindInAnyVersion(t *testing.T) {
	t.Parallel()
	for _, version := range emulator.ChatVersions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			anna, names := examplesFixture(t)
			for _, rest := range []string{"", "/participants", "/messages", "/readReceipts"} {
				got := apiExample{Call: "GET /chat/threads/{thread}" + rest}.replay(anna, version, names)
				got.want(200)
				if !strings.Contains(got.text, `"rawId"`) || strings.Contains(got.text, `"kind":"communicationUser"`) {
					t.Errorf("%s answered %s", rest, got.text)
				}
			}
		})
	}
}

func TestRecorded_TheClientsRequestIDIsRepeated(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	chat := func(asked string) string {
		header := http.Header{"Authorization": {"Bearer " + anna.token}, "X-Ms-Client-Request-Id": {"mine"}}
		if asked != "" {
			header.Set("X-Ms-Return-Client-Request-Id", asked)
		}
		return anna.send(
			"GET",
			f.URL()+"/chat/threads?api-version=2025-03-15",
			header,
			nil,
		).header.Get(
			"X-Ms-Client-Request-Id",
		)
	}
	identity := f.signedCall(
		signature{spoil: func(h http.Header) { h.Set("X-Ms-Client-Request-Id", "mine") }},
		"POST",
		"/identities",
		nil,
	)
	got := []string{chat(""), chat("false"), chat("true"), identity.header.Get("X-Ms-Client-Request-Id")}
	if want := []string{"", "", "mine", "mine"}; !slices.Equal(got, want) {
		t.Errorf("the ids are %q, want %q", got, want)
	}
}

func TestRecorded_ResponsesAskForHTTPS(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for host, want := range map[string]string{"127.0.0.1:8087": "max-age=2592000", "localhost:8087": ""} {
		got := f.signedCall(signature{host: host}, "POST", "/identities", nil)
		got.want(201)
		if header := got.header.Get("Strict-Transport-Security"); header != want {
			t.Errorf("under %s the header is %q, want %q", host, header, want)
		}
	}
}

func TestRecorded_TokensSayWhenTheyWereIssued(t *testing.T) {
	t.Parallel()
	token := newFixture(t).user().token
	text, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims object
	if err := json.Unmarshal(text, &claims); err != nil || claims["csi"] != "1772366400" {
		t.Errorf("the claims are %v (%v)", claims, err)
	}
}

func TestRealTimeNotifications_AreNotEmulatedAndSaySo(t *testing.T) {
	t.Parallel()
	anna := newFixture(t).user()
	ask := func(u user, version string) reply {
		return u.follow("GET", anna.URL()+"/chat/config/realTimeNotifications?api-version="+version, nil)
	}
	ask(anna, "2024-09-01").wantError(501, "NotImplemented", "Real-time notifications are not emulated.")
	ask(user{anna.fixture, "", "x"}, "2024-09-01").wantCode(401, "Unauthorized")
	ask(anna, "2020-01-01").wantCode(400, "UnsupportedApiVersion")
}
