// Package app tests an application that uses chat, and no Terraform, with chatservice.
package app

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/chattest/chatservice"
)

// shared is a service that all tests of the package may read.
var shared *chatservice.Service

func TestMain(m *testing.M) {
	var err error
	shared, err = chatservice.Start(chatservice.WithSeed([]byte(seed)))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if err := shared.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

const (
	seed = `{"users":["anna","ben"],"threads":[{"id":"19:tea@thread.v2","topic":"Tea","created_by":"anna",
		"members":[{"user_id":"ben","display_name":"Ben"}],"messages":[{"sender_id":"ben","content":"Hello"}]}]}`
	tea = "/chat/threads/19:tea@thread.v2"
)

// get is the application under test: it reads as a user.
func get(t *testing.T, chat *chatservice.Service, userID, path, version string) (status int, body string) {
	t.Helper()
	token, err := chat.IssueToken(t.Context(), userID, "chat")
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, chat.URL()+path+"?api-version="+version, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := chat.Client().Do(request)
	if err != nil {
		return 0, ""
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

const newest = "2025-03-15"

func TestSeed_isThere(t *testing.T) {
	t.Parallel()
	var found []chatservice.Message
	found, err := shared.Messages(t.Context(), "19:tea@thread.v2")
	if err != nil || len(found) != 3 || found[0].SenderID != shared.UserID("ben") || found[0].Content != "Hello" {
		t.Errorf("the messages are %+v, %v", found, err)
	}
	var members []chatservice.Member
	if members, err = shared.Members(context.WithoutCancel(t.Context()), "19:tea@thread.v2"); err != nil ||
		len(members) != 2 {
		t.Errorf("the members are %+v, %v", members, err)
	}
}

func TestOptions_changeTheService(t *testing.T) {
	t.Parallel()
	chat := chatservice.New(t, chatservice.WithSeed([]byte(seed)), chatservice.WithTLS(), chatservice.WithAnyAPIVersion(),
		chatservice.WithChoice("error-envelope", "bare"), chatservice.WithLimits(), chatservice.WithEntraID())
	if status, body := get(t, chat, chat.UserID("ben"), tea, "2030-01-01-preview"); status != http.StatusOK ||
		!strings.Contains(body, `"topic":"Tea"`) {
		t.Errorf("a preview version got %d %s", status, body)
	}
	if status, body := get(t, chat, chat.ActingUser(), tea, newest); status != http.StatusForbidden ||
		!strings.HasPrefix(body, `{"Code":`) {
		t.Errorf("a stranger got %d %s", status, body)
	}
	if chat.RootCAs() == nil || !strings.HasPrefix(chat.ConnectionString(), "endpoint=https://") {
		t.Errorf("the connection string is %s", chat.ConnectionString())
	}
	if _, err := chat.IssueEntraToken(time.Minute); err != nil {
		t.Error(err)
	}
	for range 50 {
		get(t, chat, chat.ActingUser(), "/chat/threads", newest)
	}
	calls := chat.Requests(chatservice.OpListThreads)
	get(t, chat, chat.ActingUser(), "/chat/threads", newest)
	if calls = chat.Requests(chatservice.OpListThreads); calls[50].Status != http.StatusTooManyRequests ||
		calls[50].ResponseHeader.Get("Retry-After") == "" {
		t.Errorf("the 51st list got %+v", calls[50])
	}
}

func TestFaults_strikeAndAreRecorded(t *testing.T) {
	t.Parallel()
	chat := chatservice.New(t, chatservice.WithSeed([]byte(seed)))
	chat.InjectFault(chatservice.Fault{Operation: chatservice.OpGetThread, Drop: true})
	if status, _ := get(t, chat, chat.UserID("anna"), tea, newest); status != 0 {
		t.Errorf("a dropped call got %d", status)
	}
	var struck chatservice.Request = chat.Requests(chatservice.OpGetThread)[0]
	if struck.Status != 0 || struck.Fault == nil || !struck.Fault.Drop || struck.UserID != chat.UserID("anna") ||
		struck.ThreadID != "19:tea@thread.v2" {
		t.Errorf("the record has %+v", struck)
	}
}

func TestClock_endsRetention(t *testing.T) {
	t.Parallel()
	chat := chatservice.New(
		t,
		chatservice.WithSeed([]byte(strings.Replace(seed, `"topic"`, `"delete_after_days":30,"topic"`, 1))),
	)
	chat.Clock().Advance(31 * 24 * time.Hour)
	var threads []chatservice.Thread
	threads, err := chat.Threads(t.Context())
	if err != nil || len(threads) != 1 || threads[0].DeletedOn == nil || threads[0].DeleteAfterDays != 30 {
		t.Errorf("the threads are %+v, %v", threads, err)
	}
	users, err := chat.Users(t.Context())
	if err != nil || len(users) != 3 || chat.RevokeTokens(t.Context(), users[0]) != nil {
		t.Errorf("the users are %v, %v", users, err)
	}
}
