package provider

import (
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// A data source that depends on a change made elsewhere in the same apply, by another alias or a provisioner, shows it.
func TestDataSources_showWhatOthersChangedMeanwhile(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	acting, users := s.clientAs(t, s.actingUser), s.users(t, 1)
	thread := s.thread(t, client.NewThread{Topic: "Release"})
	p := newProtocol(t, s)
	count := func(name string, config map[string]any, list string) int {
		switch elements := p.mustRead(t, name, config)[list].(type) {
		case map[string]any:
			return len(elements)
		case []any:
			return len(elements)
		}
		return 0
	}
	for _, test := range []struct {
		name, list string
		config     map[string]any
		change     func() error
	}{
		{"chat_thread_members", "members", map[string]any{"thread_id": thread}, func() error {
			return acting.AddMember(t.Context(), thread, client.Member{UserID: users[0]})
		}},
		{"chat_thread", "members", map[string]any{"id": thread}, func() error {
			return acting.AddMember(t.Context(), thread, client.Member{UserID: s.users(t, 1)[0]})
		}},
		{"chat_threads", "threads", map[string]any{}, func() error {
			_, _, err := acting.CreateThread(t.Context(), client.NewThread{Topic: "Another"})
			return err
		}},
	} {
		before := count(test.name, test.config, test.list)
		must(t, test.change())
		if after := count(test.name, test.config, test.list); after != before+1 {
			t.Errorf("data.%s.%s has %d elements, want %d", test.name, test.list, after, before+1)
		}
	}
}
