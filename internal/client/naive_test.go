package client

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// naiveClient is what the performance of this package is measured against: it makes one call a resource, reads all
// members to find one, and when it is refused it waits as long as Retry-After says and tries again.
type naiveClient struct {
	t       testing.TB
	service *service
	token   string
}

func newNaiveClient(t testing.TB, s *service) *naiveClient {
	token, err := s.IssueToken(t.Context(), s.user)
	noErrors(t, []error{err})
	return &naiveClient{t, s, token}
}

func (n *naiveClient) call(method, target, body string, out any) error {
	for {
		req, err := http.NewRequestWithContext(n.t.Context(), method, target, strings.NewReader(body))
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", "Bearer "+n.token)
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("repeatability-request-id", uuid.NewString())
		resp, err := n.service.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
			if err != nil {
				return err
			}
			pass(time.Duration(seconds) * time.Second)
			continue
		}
		text, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode >= 300 {
			return fmt.Errorf("%d %s: %w", resp.StatusCode, text, err)
		}
		if out == nil {
			return nil
		}
		return json.Unmarshal(text, out)
	}
}

func (n *naiveClient) url(segments ...string) string {
	return n.service.URL() + path(append([]string{"chat", "threads"}, segments...)...)
}

const naiveVersion = "?api-version=2025-03-15"

func (n *naiveClient) createThread() string {
	var created struct{ ChatThread struct{ ID string } }
	noErrors(n.t, []error{n.call(http.MethodPost, n.url()+naiveVersion, `{"topic":"x"}`, &created)})
	return created.ChatThread.ID
}

func (n *naiveClient) readThread(id string) error {
	return n.call(http.MethodGet, n.url(id)+naiveVersion, "", nil)
}

func (n *naiveClient) deleteThread(id string) error {
	return n.call(http.MethodDelete, n.url(id)+naiveVersion, "", nil)
}

func (n *naiveClient) add(threadID string) func(user string) error {
	return func(user string) error {
		return n.call(http.MethodPost, n.url(threadID, "participants")+"/:add"+naiveVersion,
			fmt.Sprintf(`{"participants":[{"communicationIdentifier":{"rawId":%q}}]}`, user), nil)
	}
}

func (n *naiveClient) remove(threadID string) func(user string) error {
	return func(user string) error {
		return n.call(http.MethodPost, n.url(threadID, "participants")+"/:remove"+naiveVersion, fmt.Sprintf(`{"rawId":%q}`, user), nil)
	}
}

func (n *naiveClient) send(threadID string) func(content string) error {
	return func(content string) error {
		return n.call(http.MethodPost, n.url(threadID, "messages")+naiveVersion, fmt.Sprintf(`{"content":%q}`, content), nil)
	}
}

func (n *naiveClient) readMember(threadID string) func(user string) error {
	return func(user string) error {
		found := false
		for link := n.url(threadID, "participants") + naiveVersion; link != ""; {
			var page struct {
				Value    []struct{ CommunicationIdentifier struct{ RawID string } }
				NextLink string
			}
			if err := n.call(http.MethodGet, link, "", &page); err != nil {
				return err
			}
			for _, p := range page.Value {
				found = found || p.CommunicationIdentifier.RawID == user
			}
			link = page.NextLink
		}
		if !found {
			return fmt.Errorf("%s is not a participant", user)
		}
		return nil
	}
}
