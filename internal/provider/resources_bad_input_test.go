package provider

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

const (
	aThread  = "19:acsV2_abc@thread.v2"
	aUser    = "8:acs:11111111-2222-3333-4444-555555555555_aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
	bUser    = "8:acs:11111111-2222-3333-4444-555555555555_bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee"
	teamUser = "8:orgid:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
)

// bad is a configuration of a resource that must be refused.
type bad struct {
	resource string
	config   map[string]any
	at       string // the attribute, with what is below it
	says     string
}

// with returns a configuration that is right except for one attribute.
func with(resource, attribute string, value any) map[string]any {
	right := map[string]map[string]any{
		"chat_thread":        {"topic": "T"},
		"chat_thread_member": {"thread_id": aThread, "user_id": aUser},
		"chat_message":       {"thread_id": aThread, "content": "C"},
		"chat_user":          {},
	}
	config := right[resource]
	config[attribute] = value
	return config
}

// one is an element of members that is right except for one attribute.
func one(attribute string, value any) map[string]any {
	member := map[string]any{"user_id": aUser, "display_name": nil, "share_history_time": nil, "metadata": nil}
	member[attribute] = value
	return member
}

// listed is a map of members whose keys are m0, m1 and so on.
func listed(members ...map[string]any) map[string]any {
	byKey := map[string]any{}
	for i, member := range members {
		byKey[fmt.Sprintf("m%d", i)] = member
	}
	return byKey
}

func TestResources_refuseBadInputOnTheAttributeBeforeAnyCall(t *testing.T) {
	t.Parallel()
	large := strings.Repeat("ä", client.MaxMessageBytes/2) + "x"
	wide := map[string]any{"k": strings.Repeat("v", client.MaxMetadataBytes)}
	var many []map[string]any
	for i := range 251 {
		many = append(many, one("user_id", fmt.Sprintf("%s%012d", aUser[:len(aUser)-12], i)))
	}
	const thread, member, message = "chat_thread", "chat_thread_member", "chat_message"
	tests := map[string]bad{
		"custom id empty":           {"chat_user", with("chat_user", "custom_id", ""), "custom_id", "between 1 and 256"},
		"custom id too long":        {"chat_user", with("chat_user", "custom_id", strings.Repeat("ä", 257)), "custom_id", "between 1 and 256"},
		"on_destroy of a user":      {"chat_user", with("chat_user", "on_destroy", "forget"), "on_destroy", `"keep"`},
		"topic missing":             {thread, map[string]any{}, "topic", "required"},
		"topic empty":               {thread, with(thread, "topic", ""), "topic", "at least one character"},
		"topic blank":               {thread, with(thread, "topic", " \n\t"), "topic", "at least one character"},
		"thread metadata null":      {thread, with(thread, "metadata", map[string]any{"k": nil}), `metadata["k"]`, "null"},
		"thread metadata no key":    {thread, with(thread, "metadata", map[string]any{"": "v"}), `metadata[""]`, "at least 1"},
		"thread metadata too large": {thread, with(thread, "metadata", wide), "metadata", "at most 1024 (1 KB)"},
		"retention too short":       {thread, with(thread, "delete_after_days", 29), "delete_after_days", "between 30 and 90"},
		"retention too long":        {thread, with(thread, "delete_after_days", 91), "delete_after_days", "between 30 and 90"},
		"member twice":              {thread, with(thread, "members", listed(one("display_name", "A"), one("display_name", "B"))), `members["m1"]`, `"m0" and "m1" are the same user, ` + aUser},
		"member in other case":      {thread, with(thread, "members", listed(one("user_id", aUser), one("user_id", "8:acs:"+strings.ToUpper(aUser[6:])))), `members["m1"]`, "same user"},
		"member twice by key":       {thread, with(thread, "members", map[string]any{"ada": one("user_id", aUser), aUser: one("user_id", nil)}), `members["ada"]`, "same user"},
		"member key of another":     {thread, with(thread, "members", map[string]any{aUser: one("user_id", bUser)}), `members["` + aUser + `"].user_id`, "own user"},
		"member null":               {thread, with(thread, "members", map[string]any{"ada": nil}), `members["ada"]`, "null"},
		"too many members":          {thread, with(thread, "members", listed(many...)), "members", "at most 250"},
		"member id":                 {thread, with(thread, "members", listed(one("user_id", "alice"))), `members["m0"].user_id`, "8:acs:<resource guid>_<user guid>"},
		"member id empty":           {thread, with(thread, "members", listed(one("user_id", ""))), `members["m0"].user_id`, "8:acs:"},
		"member without id":         {thread, with(thread, "members", listed(one("user_id", nil))), `members["m0"]`, "Set user_id"},
		"member time":               {thread, with(thread, "members", listed(one("share_history_time", "yesterday"))), `members["m0"].share_history_time`, "RFC3339"},
		"member fraction":           {thread, with(thread, "members", listed(one("share_history_time", "2024-01-01T00:00:00.5Z"))), `members["m0"].share_history_time`, "2024-01-01T00:00:00Z"},
		"member metadata":           {thread, with(thread, "members", listed(one("metadata", wide))), `members["m0"].metadata`, "1 KB"},
		"thread timeout":            {thread, with(thread, "timeouts", map[string]any{"create": "soon", "read": nil, "update": nil, "delete": nil}), "timeouts.create", "soon"},
		"thread timeout of zero":    {thread, with(thread, "timeouts", map[string]any{"create": nil, "read": nil, "update": "0s", "delete": nil}), "timeouts.update", "0s leaves no time"},

		"thread id":             {member, with(member, "thread_id", "general"), "thread_id", "19:"},
		"thread id with path":   {member, with(member, "thread_id", "19:x/../y@thread.v2"), "thread_id", "19:"},
		"thread id missing":     {member, map[string]any{"user_id": aUser}, "thread_id", "required"},
		"user id":               {member, with(member, "user_id", "8:acs:x"), "user_id", "<resource guid>_<user guid>"},
		"user id phone":         {member, with(member, "user_id", "4:123"), "user_id", "+"},
		"user id teams":         {member, with(member, "user_id", "8:orgid:alice"), "user_id", "GUID"},
		"user id missing":       {member, map[string]any{"thread_id": aThread}, "user_id", "required"},
		"share history time":    {member, with(member, "share_history_time", "2024-13-01T00:00:00Z"), "share_history_time", "RFC3339"},
		"share history empty":   {member, with(member, "share_history_time", ""), "share_history_time", "RFC3339"},
		"share history date":    {member, with(member, "share_history_time", "2024-01-01"), "share_history_time", "RFC3339"},
		"member large metadata": {member, with(member, "metadata", wide), "metadata", "1 KB"},
		"member null metadata":  {member, with(member, "metadata", map[string]any{"k": nil}), `metadata["k"]`, "null"},

		"member negative timeout": {member, with(member, "timeouts", map[string]any{"create": nil, "read": nil, "update": nil, "delete": "-5m"}), "timeouts.delete", "-5m leaves no time"},
		"message timeout of zero": {message, with(message, "timeouts", map[string]any{"create": nil, "read": "0", "update": nil, "delete": nil}), "timeouts.read", "0 leaves no time"},

		"message thread":         {message, with(message, "thread_id", ""), "thread_id", "19:"},
		"content missing":        {message, map[string]any{"thread_id": aThread}, "content", "required"},
		"content empty":          {message, with(message, "content", ""), "content", "at least 1"},
		"content too large":      {message, with(message, "content", large), "content", "28673 bytes of UTF-8; the service accepts at most 28672 (28 KB)"},
		"type unknown":           {message, with(message, "type", "markdown"), "type", `"text" "html"`},
		"type of the service":    {message, with(message, "type", "topicUpdated"), "type", `"text" "html"`},
		"sender":                 {message, with(message, "sender_id", "alice"), "sender_id", "8:acs:"},
		"message large metadata": {message, with(message, "metadata", wide), "metadata", "1 KB"},
	}
	s := newTestService(t)
	p := newProtocol(t, s)
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			m := p.manage(t, test.resource)
			diags := validateResource(t, m, m.value(t, test.config))
			if len(diags) == 0 {
				t.Fatal("it was not refused")
			}
			for _, d := range diags {
				if got := wholePath(d.Attribute); got != test.at {
					t.Errorf("the error is at %q, want %q:%s", got, test.at, told(diags))
				}
			}
			if all := told(diags); !strings.Contains(strings.Join(strings.Fields(all), " "), test.says) {
				t.Errorf("the error does not say %q:%s", test.says, all)
			}
		})
	}
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("calls were made: %v", calls)
	}
}

func TestResources_acceptWhatIsRight(t *testing.T) {
	t.Parallel()
	const thread, member, message = "chat_thread", "chat_thread_member", "chat_message"
	tests := map[string]bad{
		"largest message":       {message, with(message, "content", strings.Repeat("x", client.MaxMessageBytes)), "", ""},
		"message of blanks":     {message, with(message, "content", " "), "", ""},
		"largest metadata":      {thread, with(thread, "metadata", map[string]any{"k": strings.Repeat("v", client.MaxMetadataBytes-1)}), "", ""},
		"empty metadata":        {thread, with(thread, "metadata", map[string]any{}), "", ""},
		"no members":            {thread, with(thread, "members", listed()), "", ""},
		"a Teams user":          {member, with(member, "user_id", teamUser), "", ""},
		"a kind to come":        {member, with(member, "user_id", "48:new"), "", ""},
		"a Teams extension":     {member, with(member, "user_id", "8:acs:"+resourceGUID+"_"+tenantGUID+"_"+userGUID), "", ""},
		"an anonymous caller":   {member, with(member, "user_id", "4:anonymous"), "", ""},
		"an asserted phone":     {member, with(member, "user_id", "4:+14255550123_7"), "", ""},
		"a member by its kind":  {thread, with(thread, "members", listed(one("user_id", "4:anonymous"), one("user_id", "4:+14255550123_7"))), "", ""},
		"an old thread id":      {member, with(member, "thread_id", "19:0123456789abcdef0123456789abcdef@thread.v2"), "", ""},
		"another offset":        {member, with(member, "share_history_time", "2024-01-01T00:00:00-08:00"), "", ""},
		"a member by its id":    {thread, with(thread, "members", map[string]any{aUser: one("user_id", nil), bUser: one("user_id", "8:acs:"+strings.ToUpper(bUser[6:]))}), "", ""},
		"two members":           {thread, with(thread, "members", listed(one("display_name", "A"), one("user_id", bUser))), "", ""},
		"empty member metadata": {member, with(member, "metadata", map[string]any{"role": ""}), "", ""},
	}
	p := newProtocol(t, newTestService(t))
	for title, test := range tests {
		t.Run(title, func(t *testing.T) {
			m := p.manage(t, test.resource)
			noErrors(t, validateResource(t, m, m.value(t, test.config)))
		})
	}
}

func validateResource(t *testing.T, m *managed, config tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	resp, err := m.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: m.name, Config: m.dynamic(t, config)})
	must(t, err)
	return resp.Diagnostics
}

// wholePath writes a path as a.b["key"]; a set's element is {}.
func wholePath(path *tftypes.AttributePath) string {
	var b strings.Builder
	for i, step := range path.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			if i > 0 {
				b.WriteString(".")
			}
			b.WriteString(string(step))
		case tftypes.ElementKeyString:
			b.WriteString(`["` + string(step) + `"]`)
		default:
			b.WriteString("{}")
		}
	}
	return b.String()
}

// TestThread_refusesAtPlanWhatOnlyThePlanKnows: user ids that were not known to validate.
func TestThread_refusesAtPlanWhatOnlyThePlanKnows(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	p := newProtocol(t, s)
	var full []map[string]any
	for _, id := range s.users(t, 250) {
		full = append(full, one("user_id", id))
	}
	m := p.manage(t, "chat_thread")
	_, diags := m.plan(t, m.value(t, with("chat_thread", "members", listed(full...))))
	wantError(t, diags, "members", "List at most 249 others")
	full[0] = one("user_id", s.actingUser)
	_, diags = m.plan(t, m.value(t, with("chat_thread", "members", listed(full...))))
	noErrors(t, diags)
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("calls were made: %v", calls)
	}
}
