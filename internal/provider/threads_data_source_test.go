package provider

import (
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
)

// newTestServiceWithClock starts an emulator whose clock stands still. It stands at the present time, and may be advanced by
// less than five minutes, because the service refuses signatures that are older or younger than that.
func newTestServiceWithClock(t *testing.T) (*testService, *emulatortest.Clock) {
	t.Helper()
	clock := emulatortest.NewClock(time.Now().Truncate(time.Second))
	return newTestService(t, func(o *emulator.Options) { o.Clock = clock }), clock
}

// shown is the time of a clock as data sources show it.
func shown(clock *emulatortest.Clock) string { return clock.Now().UTC().Format(time.RFC3339) }

// threads makes threads of these topics behind Terraform's back and returns their ids.
func (s *testService) threads(t testing.TB, topics ...string) []string {
	t.Helper()
	chat := s.clientAs(t, s.actingUser)
	ids := make([]string, len(topics))
	for i, topic := range topics {
		made, _, err := chat.CreateThread(t.Context(), client.NewThread{Topic: topic})
		if err != nil {
			t.Fatal(err)
		}
		ids[i] = made.ID
	}
	return ids
}

// numbered returns n topics.
func numbered(n int) []string {
	topics := make([]string, n)
	for i := range topics {
		topics[i] = fmt.Sprintf("Topic %03d", i)
	}
	return topics
}

// column returns one attribute of each element of a list, sorted.
func column(list any, name string) []string {
	values := []string{}
	for _, element := range list.([]any) {
		text, _ := element.(map[string]any)[name].(string)
		values = append(values, text)
	}
	slices.Sort(values)
	return values
}

func wantColumn(t *testing.T, list any, name string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if got := column(list, name); !slices.Equal(got, want) {
		t.Errorf("%s of the list: %q, want %q", name, got, want)
	}
}

func TestThreadsDataSource_listsAllPagesWithoutDeletedOnes(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	topics := numbered(205)
	ids := s.threads(t, topics...)
	if err := s.clientAs(t, s.actingUser).DeleteThread(t.Context(), ids[7]); err != nil {
		t.Fatal(err)
	}
	got := newProtocol(t, s).mustRead(t, "chat_threads", map[string]any{})
	wantColumn(t, got["threads"], "id", slices.Delete(slices.Clone(ids), 7, 8)...)
	wantColumn(t, got["threads"], "topic", slices.Delete(topics, 7, 8)...)
}

func TestThreadsDataSource_showsActivity(t *testing.T) {
	t.Parallel()
	s, clock := newTestServiceWithClock(t)
	id := s.threads(t, "Busy")[0]
	clock.Advance(time.Minute)
	if _, err := s.clientAs(t, s.actingUser).SendMessage(t.Context(), id, "", client.NewMessage{Content: "hello"}); err != nil {
		t.Fatal(err)
	}
	got := newProtocol(t, s).mustRead(t, "chat_threads", map[string]any{})["threads"].([]any)
	want := []any{map[string]any{"id": id, "topic": "Busy", "last_message_received_on": shown(clock)}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestThreadsDataSource_absentActivityIsNull(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.InjectFault(emulator.Fault{Operation: emulator.OpListThreads, Status: http.StatusOK, Body: `{"value":[{"id":"` + missingThread + `","topic":"Quiet"}]}`})
	got := newProtocol(t, s).mustRead(t, "chat_threads", map[string]any{})["threads"].([]any)
	want := []any{map[string]any{"id": missingThread, "topic": "Quiet", "last_message_received_on": nil}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestThreadsDataSource_noThreadIsAnEmptyList(t *testing.T) {
	t.Parallel()
	got := newProtocol(t, newTestService(t)).mustRead(t, "chat_threads", map[string]any{})
	if list, ok := got["threads"].([]any); !ok || len(list) != 0 {
		t.Errorf("threads is %v, want an empty list", got["threads"])
	}
}

func TestThreadsDataSource_filtersByTopic(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, "Incident 1", "Incident 2", "No Incident", "incident 3")
	got := newProtocol(t, s).mustRead(t, "chat_threads", map[string]any{"topic_regex": "^Incident [0-9]$"})
	wantColumn(t, got["threads"], "topic", "Incident 1", "Incident 2")
}

func TestThreadsDataSource_startTimeIsFilteredByTheService(t *testing.T) {
	t.Parallel()
	s, clock := newTestServiceWithClock(t)
	s.threads(t, "Old")
	clock.Advance(time.Minute)
	start := clock.Now()
	s.threads(t, "New")
	s.ResetRequests()
	got := newProtocol(t, s).mustRead(t, "chat_threads", map[string]any{"start_time": start.In(time.FixedZone("", 2*60*60)).Format(time.RFC3339)})
	wantColumn(t, got["threads"], "topic", "New")
	calls := s.Requests(emulator.OpListThreads)
	if len(calls) != 1 || !strings.Contains(calls[0].RawQuery, url.Values{"startTime": {start.UTC().Format(time.RFC3339)}}.Encode()) {
		t.Errorf("the listing did not ask for the start time: %v", calls)
	}
}

func TestThreadsDataSource_maxResultsStopsPaging(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, numbered(205)...)
	p := newProtocol(t, s)
	for _, test := range []struct{ most, threads, calls int }{
		{1, 1, 1}, {100, 100, 1}, {101, 101, 2}, {200, 200, 2}, {1000, 205, 3},
	} {
		s.ResetRequests()
		got := p.mustRead(t, "chat_threads", map[string]any{"max_results": test.most})
		if n := len(got["threads"].([]any)); n != test.threads {
			t.Errorf("max_results %d: %d threads, want %d", test.most, n, test.threads)
		}
		if n := len(s.Requests(emulator.OpListThreads)); n != test.calls {
			t.Errorf("max_results %d: %d calls, want %d", test.most, n, test.calls)
		}
	}
}

func TestThreadsDataSource_maxResultsCountsWhatMatches(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, "Other 1", "Mine 1", "Other 2", "Mine 2", "Mine 3")
	got := newProtocol(t, s).mustRead(t, "chat_threads", map[string]any{"topic_regex": "^Mine", "max_results": 2})
	if threads := column(got["threads"], "topic"); len(threads) != 2 || !strings.HasPrefix(threads[0], "Mine") || !strings.HasPrefix(threads[1], "Mine") {
		t.Errorf("topics are %q, want two that begin with Mine", threads)
	}
}

func TestThreadsDataSource_failedPageIsAnErrorAndNotAShortList(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, numbered(101)...)
	s.InjectFault(emulator.Fault{Operation: emulator.OpListThreads, Nth: 2, Times: 1, Status: http.StatusForbidden})
	_, diags := newProtocol(t, s).read(t, "chat_threads", map[string]any{})
	wantError(t, diags, "", "Could not list the threads")
}

func TestThreadsDataSource_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, dataKind, "chat_threads", map[string]badInput{
		"open bracket":     {map[string]any{"topic_regex": "["}, "topic_regex", "missing closing ]"},
		"lookahead":        {map[string]any{"topic_regex": "(?=a)"}, "topic_regex", "no lookaround"},
		"no time":          {map[string]any{"start_time": "yesterday"}, "start_time", "RFC3339"},
		"day alone":        {map[string]any{"start_time": "2026-01-01"}, "start_time", "RFC3339"},
		"zero results":     {map[string]any{"max_results": 0}, "max_results", "at least 1"},
		"negative results": {map[string]any{"max_results": -5}, "max_results", "at least 1"},
	})
}

func TestThreadsDataSource_needsTheLogin(t *testing.T) {
	t.Parallel()
	_, diags := newProtocolWithoutLogin(t, newTestService(t)).read(t, "chat_threads", map[string]any{})
	wantError(t, diags, "", "connection_string will only be known after apply")
}

// listedExactly makes a service whose list calls no live thread deleted. chat_threads goes by the list: to read again
// whatever it calls deleted would cost a call for each thread that ever was.
func listedExactly(o *emulator.Options) { o.Choices[emulator.ChoiceListedThread] = "exact" }

func TestAccThreadsDataSource_findsWhatTheConfigurationMade(t *testing.T) {
	s := newTestService(t, listedExactly)
	acceptance(t, s, resource.TestStep{
		Config: `
resource "chat_thread" "a" { topic = "Incident 1" }
resource "chat_thread" "b" { topic = "Party" }
data "chat_threads" "incidents" {
  topic_regex = "^Incident "
  depends_on  = [chat_thread.a, chat_thread.b]
}`,
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.chat_threads.incidents", tfjsonpath.New("threads"), knownvalue.ListExact([]knownvalue.Check{
				knownvalue.ObjectPartial(map[string]knownvalue.Check{"topic": knownvalue.StringExact("Incident 1")}),
			})),
		},
	})
}
