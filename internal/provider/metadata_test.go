package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// patchMetadata changes metadata of the thread or of the message behind Terraform's back.
func (s *testService) patchMetadata(t *testing.T, resource string, o strange, metadata map[string]string) {
	t.Helper()
	acting := s.clientAs(t, s.actingUser)
	if resource == "chat_thread" {
		must(t, acting.UpdateThread(t.Context(), o.threadID, client.ThreadPatch{Metadata: metadata}))
		return
	}
	must(t, acting.UpdateMessage(t.Context(), client.MessageRef{ThreadID: o.threadID, ID: o.messageID}, client.MessagePatch{Metadata: metadata}))
}

// withMetadata returns the smallest configuration with metadata.
func (o strange) withMetadata(resource string, metadata map[string]any) map[string]any {
	config := o.configs()[resource].least
	config["metadata"] = metadata
	return config
}

func TestMetadata_thatWasNotManagedIsAllThereIsOnceItIsSet(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"chat_thread", "chat_message"} {
		for title, metadata := range map[string]map[string]any{"some": {"b": "1"}, "none": {}} {
			t.Run(name+" "+title, func(t *testing.T) {
				t.Parallel()
				s := newTestService(t)
				m, old := s.created(t, name)
				s.patchMetadata(t, name, old, map[string]string{"foreign": "yes", "b": "2"})
				noErrors(t, m.refresh(t))
				config := old.withMetadata(name, metadata)
				_, diags := m.plan(t, m.value(t, config))
				if all := told(diags); !strings.Contains(all, `"foreign" = "yes"`) || strings.Contains(all, `"b"`) != (title == "none") {
					t.Errorf("the plan warns of%s", all)
				}
				noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
				if got, want := pairs(s.metadata(t, name)), map[string]string{"some": "b:1", "none": ""}[title]; got != want {
					t.Errorf("the service has the metadata %s, want %s", got, want)
				}
				noErrors(t, m.refresh(t))
				planIsClean(t, m, config)
			})
		}
	}
}

// created is the thread without metadata, or a message without metadata in it, that Terraform made.
func (s *testService) created(t *testing.T, name string) (*managed, strange) {
	t.Helper()
	m := newProtocol(t, s).manage(t, name)
	old := strange{threadID: ""}
	if name == "chat_message" {
		old.threadID = s.thread(t, client.NewThread{Topic: "Old"})
	}
	noErrors(t, m.apply(t.Context(), t, m.value(t, old.configs()[name].least)))
	id := m.attributes(t)["id"].(string)
	if name == "chat_message" {
		old.messageID = id
	} else {
		old.threadID = id
	}
	return m, old
}

func TestMetadata_thatCannotBeReadBeforeItIsSetIsNotPlanned(t *testing.T) {
	t.Parallel()
	for name, operation := range map[string]emulator.Operation{"chat_thread": emulator.OpGetThread, "chat_message": emulator.OpGetMessage} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			m, old := s.created(t, name)
			s.ResetRequests()
			config := m.value(t, old.withMetadata(name, map[string]any{"a": "1"}))
			s.InjectFault(emulator.Fault{Operation: operation, Status: http.StatusForbidden})
			wantError(t, m.apply(t.Context(), t, config), "", "HTTP status: 403")
			must(t, s.expectWrites())
			noErrors(t, m.apply(t.Context(), t, config))
		})
	}
}

func TestMetadata_thatWasNotManagedCannotBecomeEmpty(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"chat_thread", "chat_message"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			m, old := s.created(t, name)
			s.ResetRequests()
			_, diags := m.plan(t, m.value(t, old.withMetadata(name, map[string]any{"a": ""})))
			wantError(t, diags, "metadata", "Remove the key")
			must(t, s.expectWrites())
		})
	}
}

// The state of a message has been read when its plan is made, and the apply removes what that plan named.
func TestAccMessage_metadataThatIsManagedFromNowOnLosesWhatThePlanNamed(t *testing.T) {
	s := newTestService(t)
	config := func(metadata string) string {
		return `resource "chat_thread" "t" { topic = "T" }
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content   = "hello"
  ` + metadata + `
}`
	}
	patch := func(metadata map[string]string) func() {
		return func() {
			s.patchMetadata(t, "chat_message", strange{threadID: s.onlyThread(t).ID, messageID: s.onlyMessage(t).ID}, metadata)
		}
	}
	acceptance(t, s,
		resource.TestStep{Config: config("")},
		before(resource.TestStep{
			Config: config("metadata = {}"),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				meanwhile(patch(map[string]string{"late": "1"})),
			}},
			ExpectNonEmptyPlan: true, // which removes late
			ConfigStateChecks: []statecheck.StateCheck{serviceCheck(func() error {
				if got := pairs(s.metadata(t, "chat_message")); got != "late:1" {
					return fmt.Errorf("the message has the metadata %s", got)
				}
				return nil
			})},
		}, patch(map[string]string{"early": "1"})),
		resource.TestStep{Config: config("metadata = {}"), ConfigStateChecks: []statecheck.StateCheck{serviceCheck(func() error {
			if got := pairs(s.metadata(t, "chat_message")); got != "" {
				return fmt.Errorf("the message has the metadata %s", got)
			}
			return nil
		})}},
		resource.TestStep{Config: config("")},
		resource.TestStep{
			PreConfig: s.ResetRequests,
			Config:    config("metadata = {}"),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectKnownValue("chat_message.m", tfjsonpath.New("edited_on"), knownvalue.NotNull()),
			}},
			ConfigStateChecks: []statecheck.StateCheck{s.writes()},
		},
	)
}

// meanwhile is what others do between a plan and its apply.
type meanwhile func()

func (m meanwhile) CheckPlan(context.Context, plancheck.CheckPlanRequest, *plancheck.CheckPlanResponse) {
	m()
}

func TestMetadata_emptyValuesAreForNewObjects(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"chat_thread", "chat_message"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			old := s.strange(t)
			must(t, s.clientAs(t, s.actingUser).DeleteMessage(t.Context(), client.MessageRef{ThreadID: old.threadID, ID: old.messageID}))
			if name == "chat_thread" {
				must(t, s.clientAs(t, s.actingUser).DeleteThread(t.Context(), old.threadID))
			}
			m := newProtocol(t, s).manage(t, name)
			config := old.withMetadata(name, map[string]any{"a": "", "b": "2"})
			noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
			if got := pairs(s.metadata(t, name)); got != "a: b:2" {
				t.Errorf("the service has the metadata %s", got)
			}
			noErrors(t, m.refresh(t))
			planIsClean(t, m, config)
			s.ResetRequests()
			for key, metadata := range map[string]map[string]any{"b": {"a": "", "b": ""}, "c": {"a": "", "b": "2", "c": ""}} {
				config["metadata"] = metadata
				diags := m.apply(t.Context(), t, m.value(t, config))
				wantError(t, diags, "metadata", "Remove the key")
				if at := wholePath(diags[0].Attribute); at != `metadata["`+key+`"]` {
					t.Errorf("the error is at %s", at)
				}
			}
			must(t, s.expectWrites())
		})
	}
}

// TestMetadata_keysGoHoweverTheServiceWantsThemRemoved tries each answer that the service may have to an empty value and to null.
func TestMetadata_keysGoHoweverTheServiceWantsThemRemoved(t *testing.T) {
	t.Parallel()
	for title, answers := range map[string]metadataAnswers{
		"empty removes": {}, "null removes": {empty: "keep"}, "null removes what empty empties": {empty: "empty"},
	} {
		for _, name := range []string{"chat_thread", "chat_message"} {
			t.Run(name+" "+title, func(t *testing.T) {
				t.Parallel()
				s := newTestService(t)
				answers.serve(t, s)
				m, old := s.created(t, name)
				noErrors(t, m.apply(t.Context(), t, m.value(t, old.withMetadata(name, map[string]any{"a": "1", "b": "2", "c": "3"}))))
				config := old.withMetadata(name, map[string]any{"b": "2"})
				noErrors(t, m.apply(t.Context(), t, m.value(t, config)))
				noErrors(t, m.refresh(t))
				planIsClean(t, m, config)
				if got := pairs(s.metadata(t, name)); got != "b:2" {
					t.Errorf("the service has the metadata %s", got)
				}
			})
		}
	}
}

// TestMetadata_removalThatWasNotConfirmedGoesOn: without metadata in the configuration, the state must still remember that there is some.
func TestMetadata_removalThatWasNotConfirmedGoesOn(t *testing.T) {
	t.Parallel()
	for name, operation := range map[string]emulator.Operation{"chat_thread": emulator.OpGetThread, "chat_message": emulator.OpGetMessage} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestService(t)
			metadataAnswers{empty: "empty"}.serve(t, s)
			m, old := s.created(t, name)
			noErrors(t, m.apply(t.Context(), t, m.value(t, old.withMetadata(name, map[string]any{"a": "1"}))))
			s.InjectFault(emulator.Fault{Operation: operation, Status: http.StatusForbidden})
			least := old.configs()[name].least
			wantError(t, m.apply(t.Context(), t, m.value(t, least)), "", "HTTP status: 403")
			noErrors(t, m.refresh(t))
			noErrors(t, m.apply(t.Context(), t, m.value(t, least)))
			if got := pairs(s.metadata(t, name)); got != "" {
				t.Errorf("the service has the metadata %s", got)
			}
			noErrors(t, m.refresh(t))
			planIsClean(t, m, least)
		})
	}
}

// TestMetadata_keysThatWillNotGoCanBeListed does what the error says.
func TestMetadata_keysThatWillNotGoCanBeListed(t *testing.T) {
	t.Parallel()
	for title, row := range map[string]struct {
		answers metadataAnswers
		left    string
	}{
		"as they were": {metadataAnswers{empty: "keep", null: "keep"}, "1"},
		"empty":        {metadataAnswers{empty: "empty", null: "keep"}, ""},
		"null refused": {metadataAnswers{empty: "empty", null: "refuse"}, ""},
	} {
		for _, name := range []string{"chat_thread", "chat_message"} {
			t.Run(name+" "+title, func(t *testing.T) {
				t.Parallel()
				s := newTestService(t)
				row.answers.serve(t, s)
				m, old := s.created(t, name)
				noErrors(t, m.apply(t.Context(), t, m.value(t, old.withMetadata(name, map[string]any{"a": "1", "b": "2"}))))
				wantError(t, m.apply(t.Context(), t, m.value(t, old.withMetadata(name, map[string]any{"b": "2"}))), "metadata", `"a" = "`+row.left+`"`)
				if got := m.attributes(t)["metadata"]; !reflect.DeepEqual(got, map[string]any{"a": row.left, "b": "2"}) {
					t.Errorf("the state has the metadata %v", got)
				}
				followed := old.withMetadata(name, map[string]any{"a": row.left, "b": "2"})
				noErrors(t, m.refresh(t))
				planIsClean(t, m, followed)
				followed["metadata"] = map[string]any{"a": row.left, "b": "3"}
				noErrors(t, m.apply(t.Context(), t, m.value(t, followed)))
				noErrors(t, m.refresh(t))
				planIsClean(t, m, followed)
			})
		}
	}
}

// metadataAnswers are what a service may do with a metadata key that is patched to an empty value and to null: remove it (""), "keep" it,
// make it "empty", or "refuse" the patch.
type metadataAnswers struct{ empty, null string }

// emptied stands for an empty value where the emulator would remove its key.
const emptied = "emptied"

// serve puts a service that answers so in front of the emulator.
func (a metadataAnswers) serve(t *testing.T, s *testService) {
	t.Helper()
	target, err := url.Parse(s.URL())
	must(t, err)
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Host = r.In.Host // which is signed
		},
		ModifyResponse: func(resp *http.Response) error {
			body, err := io.ReadAll(resp.Body)
			body = bytes.ReplaceAll(body, []byte(`"`+emptied+`"`), []byte(`""`))
			resp.Body = io.NopCloser(bytes.NewReader(body))
			resp.ContentLength = int64(len(body))
			resp.Header.Del("Content-Length")
			return err
		},
	}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch && !a.patch(r) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(`{"error":{"code":"BadRequest","message":"Null is not allowed."}}`))
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	s.env[envConnectionString] = "endpoint=" + front.URL + "/;accesskey=" + s.AccessKey()
}

// patch rewrites a patch to what makes the emulator answer so, and reports whether it is let through.
func (a metadataAnswers) patch(r *http.Request) bool {
	var patch map[string]any
	if json.NewDecoder(r.Body).Decode(&patch) != nil {
		return false
	}
	metadata, _ := patch["metadata"].(map[string]any)
	for key, value := range metadata {
		answer := a.empty
		switch value {
		case nil:
			answer = a.null
		case "":
		default:
			continue
		}
		switch answer {
		case "keep":
			delete(metadata, key)
		case "empty":
			metadata[key] = emptied
		case "refuse":
			return false
		}
	}
	body, err := json.Marshal(patch)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return err == nil
}
