package provider

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// strange is a thread with metadata and retention, and a message with metadata in it, that Terraform did not make.
type strange struct{ threadID, messageID string }

func (s *testService) strange(t *testing.T) strange {
	t.Helper()
	days := 40
	thread := s.thread(t, client.NewThread{Topic: "Old", Metadata: map[string]string{"a": "1", "none": ""}, DeleteAfterDays: &days})
	return strange{thread, s.message(t, thread, client.NewMessage{Content: "Old", Type: client.MessageHTML, SenderDisplayName: "Bot",
		Metadata: map[string]string{"a": "1", "none": ""}})}
}

// configs are, of a thread and a message, the import id, the smallest configuration and one that sets all that is there.
func (o strange) configs() map[string]struct {
	id          string
	least, full map[string]any
} {
	metadata := map[string]any{"a": "1", "none": ""}
	return map[string]struct {
		id          string
		least, full map[string]any
	}{
		"chat_thread": {o.threadID, map[string]any{"topic": "Old"}, map[string]any{"topic": "Old", "metadata": metadata, "delete_after_days": 40}},
		"chat_message": {o.threadID + "/" + o.messageID, map[string]any{"thread_id": o.threadID, "content": "Old"},
			map[string]any{"thread_id": o.threadID, "content": "Old", "type": "html", "sender_display_name": "Bot", "metadata": metadata}},
	}
}

func (o strange) identity(resource string) map[string]any {
	if resource == "chat_thread" {
		return map[string]any{"id": o.threadID}
	}
	return map[string]any{"thread_id": o.threadID, "id": o.messageID}
}

// metadata returns that of the thread or the message, as the service has it.
func (s *testService) metadata(t *testing.T, resource string) map[string]string {
	t.Helper()
	if resource == "chat_thread" {
		return s.onlyThread(t).Metadata
	}
	return s.onlyMessage(t).Metadata
}

// planIsClean plans a configuration and wants nothing to change.
func planIsClean(t *testing.T, m *managed, config map[string]any) {
	t.Helper()
	if !changesNothing(t, m, config) {
		t.Errorf("the plan is not clean")
	}
}

func changesNothing(t *testing.T, m *managed, config map[string]any) bool {
	t.Helper()
	planned, diags := m.plan(t, m.value(t, config))
	noErrors(t, diags)
	after, err := planned.PlannedState.Unmarshal(m.object())
	must(t, err)
	if len(planned.RequiresReplace) > 0 {
		t.Errorf("the plan replaces because of %v", planned.RequiresReplace)
	}
	return after.Equal(m.state)
}

func TestImport_ofWhatTheConfigurationLeavesOutChangesNothing(t *testing.T) {
	t.Parallel()
	for title, name := range map[string]string{"thread by id": "chat_thread", "thread by identity": "chat_thread",
		"message by id": "chat_message", "message by identity": "chat_message"} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			old := s.strange(t)
			m := newProtocol(t, s).manage(t, name)
			row := old.configs()[name]
			if strings.HasSuffix(title, "by id") {
				noErrors(t, m.imported(t, row.id, nil))
			} else {
				noErrors(t, m.imported(t, "", old.identity(name)))
			}
			s.ResetRequests()
			for range 3 { // it stays so, command after command
				planIsClean(t, m, row.least)
				noErrors(t, m.apply(t.Context(), t, m.value(t, row.least)))
				m.protocol = newProtocol(t, s)
				noErrors(t, m.refresh(t))
			}
			planIsClean(t, m, row.full)
			must(t, s.expectWrites())

			// Another argument is changed: what was found stays all the same.
			changed := maps.Clone(row.least)
			changed[map[string]string{"chat_thread": "topic", "chat_message": "content"}[name]] = "New"
			noErrors(t, m.apply(t.Context(), t, m.value(t, changed)))
			noErrors(t, m.refresh(t))
			planIsClean(t, m, changed)
			if got := pairs(s.metadata(t, name)); got != "a:1 none:" {
				t.Errorf("the service has the metadata %s", got)
			}
			if days := s.onlyThread(t).DeleteAfterDays; days != 40 {
				t.Errorf("the service deletes after %d days", days)
			}
		})
	}
}

func TestImport_thatIsConfiguredIsManagedFromThenOn(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"chat_thread", "chat_message"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			old := s.strange(t)
			m := newProtocol(t, s).manage(t, name)
			row := old.configs()[name]
			noErrors(t, m.imported(t, row.id, nil))
			row.full["metadata"] = map[string]any{"a": "2"}
			if name == "chat_thread" {
				row.full["delete_after_days"] = 50
			}
			noErrors(t, m.apply(t.Context(), t, m.value(t, row.full)))
			if got := pairs(s.metadata(t, name)); got != "a:2" {
				t.Errorf("the service has the metadata %s", got)
			}
			noErrors(t, m.refresh(t))
			planIsClean(t, m, row.full)
			noErrors(t, m.apply(t.Context(), t, m.value(t, row.least)))
			if got := pairs(s.metadata(t, name)); got != "" {
				t.Errorf("the service has the metadata %s, want what was set to be gone", got)
			}
			if days := s.onlyThread(t).DeleteAfterDays; name == "chat_thread" && days != 0 {
				t.Errorf("the service deletes after %d days", days)
			}
			noErrors(t, m.refresh(t))
			planIsClean(t, m, row.least)
		})
	}
}

// TestImport_thatIsReplacedForgetsTheImport: the message that is sent in its place has what the configuration says.
func TestImport_thatIsReplacedForgetsTheImport(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	old := s.strange(t)
	m := newProtocol(t, s).manage(t, "chat_message")
	row := old.configs()["chat_message"]
	noErrors(t, m.imported(t, row.id, nil))
	row.full["type"] = "text"
	noErrors(t, m.replace(t, m.value(t, row.full)))
	noErrors(t, m.refresh(t))
	planIsClean(t, m, row.full)
	delete(row.full, "metadata")
	noErrors(t, m.apply(t.Context(), t, m.value(t, row.full)))
	if got := pairs(s.onlyMessage(t).Metadata); got != "" {
		t.Errorf("the service has the metadata %s, want none", got)
	}
}

// replace destroys and creates in one plan, as Terraform does it: the second plan has no prior state, but the private state of the first.
func (m *managed) replace(t *testing.T, config tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	planned, diags := m.plan(t, config)
	noErrors(t, diags)
	if len(planned.RequiresReplace) == 0 {
		t.Fatal("the plan does not replace")
	}
	private := planned.PlannedPrivate
	noErrors(t, m.destroy(t))
	m.private = private
	return m.apply(t.Context(), t, config)
}

func TestAccImport_ofATopicOnlyIsClean(t *testing.T) {
	s := newTestService(t)
	old := s.strange(t)
	config := func(more string) string {
		return fmt.Sprintf("import {\n  to = chat_thread.t\n  id = %q\n}\nimport {\n  to = chat_message.m\n  id = %q\n}\n",
			old.threadID, old.threadID+"/"+old.messageID) + threadConfig("Old", "") +
			fmt.Sprintf("resource \"chat_message\" \"m\" {\n  thread_id = chat_thread.t.id\n  content = \"Old\"\n  %s\n}\n", more)
	}
	untouched := serviceCheck(func() error {
		if got := pairs(s.onlyThread(t).Metadata) + " " + pairs(s.onlyMessage(t).Metadata); got != "a:1 none: a:1 none:" || s.onlyThread(t).DeleteAfterDays != 40 {
			return fmt.Errorf("the service has %s and deletes after %d days", got, s.onlyThread(t).DeleteAfterDays)
		}
		return nil
	})
	acceptance(t, s,
		s.planned(theThread, plancheck.ResourceActionNoop, config(""), s.writes(), untouched),
		s.planned(theMessage, plancheck.ResourceActionNoop, config(""), s.writes(), untouched),
		s.planned(theMessage, plancheck.ResourceActionUpdate, config(`timeouts = { read = "1m" }`), s.writes(), untouched),
	)
}

// A replacement is planned as an update first, and then without the state, but with the private state of that plan.
func TestImport_ofAMessageIsNotReplacedByAnotherOne(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p, thread := newProtocol(t, s), s.thread(t, client.NewThread{Topic: "T"})
	for content, says := range map[string]string{"text": "", "html": `type = "html"`} {
		id := s.message(t, thread, client.NewMessage{Content: content, Type: client.MessageType(content)})
		m := p.manage(t, "chat_message")
		noErrors(t, m.imported(t, thread+"/"+id, nil))
		replace := func(config map[string]any) []*tfprotov6.Diagnostic {
			planned, diags := m.plan(t, m.value(t, config))
			noErrors(t, diags)
			replaced := p.manage(t, m.name)
			replaced.private = planned.PlannedPrivate
			_, diags = replaced.plan(t, replaced.value(t, config))
			return diags
		}
		config := map[string]any{"thread_id": thread, "content": content}
		if says == "" {
			noErrors(t, replace(config))
			continue
		}
		wantError(t, replace(config), "", says)
		config["type"] = content
		noErrors(t, replace(config))
	}
}
