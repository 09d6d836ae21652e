package provider

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck/queryfilter"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// found is a result of a query.
type found struct {
	name     string
	identity map[string]any
	resource map[string]any // nil when there is none
}

// query runs a list block and returns its results and all that was said. Limit is Terraform's, 100 when a list block does
// not say.
func (p protocol) query(t *testing.T, name string, config map[string]any, limit int64, includeResource bool) ([]found, []*tfprotov6.Diagnostic) {
	t.Helper()
	noErrors(t, p.validate(t, listKind, name, config))
	identities, err := p.server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	stream, err := p.lists().ListResource(t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: name, Config: jsonConfig(t, config), Limit: limit, IncludeResource: includeResource,
	})
	if err != nil {
		t.Fatal(err)
	}
	var results []found
	var diags []*tfprotov6.Diagnostic
	for result := range stream.Results {
		diags = append(diags, result.Diagnostics...)
		if result.Identity == nil {
			continue
		}
		f := found{name: result.DisplayName, identity: decodeAs(t, result.Identity.IdentityData, identities.IdentitySchemas[name].ValueType())}
		if result.Resource != nil {
			f.resource = decode(t, result.Resource, p.schema.ResourceSchemas[name])
		}
		results = append(results, f)
	}
	return results, diags
}

// mustQuery is query for what must succeed.
func (p protocol) mustQuery(t *testing.T, name string, config map[string]any, limit int64, includeResource bool) []found {
	t.Helper()
	results, diags := p.query(t, name, config, limit, includeResource)
	if len(diags) > 0 {
		t.Fatal(told(diags))
	}
	return results
}

// imported returns what importing an object by its identity and reading it makes of it.
func (p protocol) imported(t *testing.T, name string, identity map[string]any) map[string]any {
	t.Helper()
	values := map[string]tftypes.Value{}
	types := map[string]tftypes.Type{}
	for attribute, value := range identity {
		values[attribute], types[attribute] = tftypes.NewValue(tftypes.String, value), tftypes.String
	}
	object := tftypes.Object{AttributeTypes: types}
	given, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, values))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := p.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{
		TypeName: name, Identity: &tfprotov6.ResourceIdentityData{IdentityData: &given}})
	if err != nil {
		t.Fatal(err)
	}
	noErrors(t, resp.Diagnostics)
	imported := resp.ImportedResources[0]
	read, err := p.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: name, CurrentState: imported.State, Private: imported.Private, CurrentIdentity: imported.Identity})
	if err != nil {
		t.Fatal(err)
	}
	noErrors(t, read.Diagnostics)
	return decode(t, read.NewState, p.schema.ResourceSchemas[name])
}

// checkResources checks that the resource data of results is just what importing them would give, so that configuration that
// is generated from it plans no change.
func (p protocol) checkResources(t *testing.T, name string, results []found) {
	t.Helper()
	for _, r := range results {
		if want := p.imported(t, name, r.identity); !reflect.DeepEqual(r.resource, want) {
			t.Errorf("%s: the resource is\n%v, want what an import gives\n%v", r.name, r.resource, want)
		}
	}
}

func names(results []found) []string {
	all := []string{}
	for _, r := range results {
		all = append(all, r.name)
	}
	slices.Sort(all)
	return all
}

func TestThreadList_findsThreadsWithoutDeletedOnes(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	days := 30
	ids := append(s.threads(t, "Plain", "Deleted"), s.thread(t, client.NewThread{Topic: "Rich", Metadata: map[string]string{"a": "b"}, DeleteAfterDays: &days,
		Members: []client.Member{{UserID: s.users(t, 1)[0]}}}))
	if err := s.clientAs(t, s.actingUser).DeleteThread(t.Context(), ids[1]); err != nil {
		t.Fatal(err)
	}
	p := newProtocol(t, s)
	if results := p.mustQuery(t, "chat_thread", map[string]any{}, 100, false); len(results) != 2 {
		t.Errorf("%d results without resources, want 2", len(results))
	}
	results := p.mustQuery(t, "chat_thread", map[string]any{}, 100, true)
	p.checkResources(t, "chat_thread", results)
	got := map[any]string{}
	for _, r := range results {
		got[r.identity["id"]] = r.name
		if r.resource["members"] != nil {
			t.Errorf("%s: members are %v, want null, which leaves them alone", r.name, r.resource["members"])
		}
	}
	short := func(id string) string { return id[len(id)-len("@thread.v2")-8 : len(id)-len("@thread.v2")] }
	want := map[any]string{ids[0]: "Plain (…" + short(ids[0]) + ")", ids[2]: "Rich (…" + short(ids[2]) + ")"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestThreadList_readsNoThreadWhenOnlyIdentitiesAreAskedFor(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, "A", "B", "C")
	results := newProtocol(t, s).mustQuery(t, "chat_thread", map[string]any{}, 100, false)
	if len(results) != 3 || results[0].resource != nil {
		t.Errorf("results %v, want 3 without a resource", results)
	}
	if calls := s.Requests(emulator.OpGetThread); len(calls) > 0 {
		t.Errorf("%d threads were read", len(calls))
	}
}

func TestThreadList_limitStopsPagingAndReading(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, numbered(205)...)
	p := newProtocol(t, s)
	for _, test := range []struct {
		limit        int64
		found, pages int
	}{{1, 1, 1}, {100, 100, 1}, {101, 101, 2}, {1000, 205, 3}, {0, 205, 3}} {
		s.ResetRequests()
		if results := p.mustQuery(t, "chat_thread", map[string]any{}, test.limit, false); len(results) != test.found {
			t.Errorf("limit %d: %d results, want %d", test.limit, len(results), test.found)
		}
		if n := len(s.Requests(emulator.OpListThreads)); n != test.pages {
			t.Errorf("limit %d: %d pages, want %d", test.limit, n, test.pages)
		}
	}
	s.ResetRequests()
	p.mustQuery(t, "chat_thread", map[string]any{}, 3, true)
	if n := len(s.Requests(emulator.OpGetThread)); n != 3 {
		t.Errorf("a limit of 3 read %d threads", n)
	}
}

func TestThreadList_filtersByTopicBeforeTheLimit(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, "Other 1", "Other 2", "Mine 1", "Other 3", "Mine 2", "Mine 3")
	results := newProtocol(t, s).mustQuery(t, "chat_thread", map[string]any{"topic_regex": "^Mine"}, 2, true)
	if got := names(results); len(got) != 2 || !strings.HasPrefix(got[0], "Mine") || !strings.HasPrefix(got[1], "Mine") {
		t.Errorf("found %q, want two that begin with Mine", got)
	}
	for _, id := range s.Requests(emulator.OpGetThread) {
		if len(results) != 2 || (id.ThreadID != results[0].identity["id"] && id.ThreadID != results[1].identity["id"]) {
			t.Errorf("a thread that was not wanted was read: %s", id.ThreadID)
		}
	}
}

func TestThreadList_failureComesAfterWhatWasFound(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, numbered(101)...)
	s.InjectFault(emulator.Fault{Operation: emulator.OpListThreads, Nth: 2, Status: http.StatusForbidden})
	p := newProtocol(t, s)
	results, diags := p.query(t, "chat_thread", map[string]any{}, 1000, false)
	wantError(t, diags, "", "Could not list the threads")
	if len(results) != 100 {
		t.Errorf("%d results before the failure, want 100", len(results))
	}
	s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Nth: 2, Status: http.StatusUnauthorized, Times: 2})
	results, diags = p.query(t, "chat_thread", map[string]any{}, 1000, true)
	wantError(t, diags, "", "rejected the login")
	if len(results) != 1 {
		t.Errorf("%d results before the failure, want 1", len(results))
	}
}

func TestThreadList_aThreadThatWasLeftIsAWarningAndHidesNoOther(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, "A", "B", "C")
	s.InjectFault(emulator.Fault{Operation: emulator.OpGetThread, Nth: 2, Status: http.StatusForbidden})
	results, diags := newProtocol(t, s).query(t, "chat_thread", map[string]any{}, 100, true)
	if len(results) != 2 {
		t.Errorf("%d results, want 2", len(results))
	}
	if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityWarning || !strings.Contains(diags[0].Summary, "is left out") {
		t.Errorf("want one warning that a thread is left out:%s", told(diags))
	}
}

func TestThreadList_aThreadThatIsDeletedMeanwhileIsNoResult(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	s.threads(t, "A", "B", "C")
	p := newProtocol(t, s)
	for _, fault := range []emulator.Fault{
		{Operation: emulator.OpGetThread, Nth: 2, Status: http.StatusNotFound},
		{Operation: emulator.OpGetThread, Nth: 2, Status: http.StatusOK, Body: `{"id":"` + missingThread + `","topic":"B","createdOn":"2026-01-01T00:00:00Z",
"deletedOn":"2026-02-03T04:05:06Z"}`},
	} {
		s.InjectFault(fault)
		if results := p.mustQuery(t, "chat_thread", map[string]any{}, 100, true); len(results) != 2 {
			t.Errorf("HTTP %d: %d results, want 2", fault.Status, len(results))
		}
	}
}

func TestThreadList_needsTheLogin(t *testing.T) {
	t.Parallel()
	_, diags := newProtocolWithoutLogin(t, newTestService(t)).query(t, "chat_thread", map[string]any{}, 100, false)
	wantError(t, diags, "", "connection_string will only be known after apply")
}

func TestThreadList_refusesBadInput(t *testing.T) {
	t.Parallel()
	refusesBadInput(t, listKind, "chat_thread", map[string]badInput{
		"open bracket": {map[string]any{"topic_regex": "["}, "topic_regex", "missing closing ]"},
		"lookahead":    {map[string]any{"topic_regex": "(?=a)"}, "topic_regex", "no lookaround"},
	})
}

// queryCase runs steps on a Terraform that knows queries.
func queryCase(t *testing.T, s *testService, steps ...resource.TestStep) {
	t.Helper()
	t.Parallel()
	acceptanceCase(t, s, resource.TestCase{Steps: steps,
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)}})
}

func TestAccThreadList_queryFindsThreads(t *testing.T) {
	s := newTestService(t)
	withTopic := func(topic string) queryfilter.QueryFilter {
		return queryfilter.ByDisplayName(knownvalue.StringFunc(func(name string) error {
			if !strings.HasPrefix(name, topic+" (…") {
				return fmt.Errorf("%q does not begin with the topic %s", name, topic)
			}
			return nil
		}))
	}
	queryCase(t, s,
		resource.TestStep{Config: `
provider "chat" {}
resource "chat_thread" "a" {
  topic    = "Incident 1"
  metadata = { severity = "2" }
}
resource "chat_thread" "b" { topic = "Party" }`},
		resource.TestStep{
			Query: true,
			Config: `
list "chat_thread" "all" {
  provider = chat
}
list "chat_thread" "incidents" {
  provider         = chat
  include_resource = true
  config { topic_regex = "^Incident " }
}
list "chat_thread" "one" {
  provider = chat
  limit    = 1
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength("chat_thread.all", 2),
				querycheck.ExpectLength("chat_thread.incidents", 1),
				querycheck.ExpectLength("chat_thread.one", 1),
				querycheck.ExpectResourceKnownValues("chat_thread.incidents", withTopic("Incident 1"), []querycheck.KnownValueCheck{
					{Path: tfjsonpath.New("topic"), KnownValue: knownvalue.StringExact("Incident 1")},
					{Path: tfjsonpath.New("metadata"), KnownValue: knownvalue.MapExact(map[string]knownvalue.Check{"severity": knownvalue.StringExact("2")})},
					{Path: tfjsonpath.New("created_by"), KnownValue: knownvalue.StringExact(s.actingUser)},
				}),
			},
		})
}
