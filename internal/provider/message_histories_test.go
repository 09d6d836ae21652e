package provider

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// FuzzMessageHistories leads a thread and a message in it through a random history: the configuration changes, others
// change the service, a call fails before or after it was carried out, the command is interrupted, the objects are
// forgotten and imported. After each step one apply without faults converges, the plan is clean, and the service holds
// what the configuration says, once.
func FuzzMessageHistories(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		h := newHistory(t, seed)
		t.Cleanup(func() {
			if t.Failed() {
				t.Logf("the history was\n%s", strings.Join(h.told, "\n"))
			}
		})
		for range 8 {
			if h.step(t); t.Failed() {
				return
			}
		}
	})
}

// history is a thread and a message in it, as Terraform and the service have them.
type history struct {
	*rand.Rand
	*testService
	front           *faultyFront
	member          string
	thread, message *remembered
	told            []string // what happened
}

// remembered is a resource with its configuration, and what Terraform remembers of it besides.
type remembered struct {
	*managed
	config   map[string]any
	tainted  bool
	imported bool // what is not configured may be what an import found
	wasSet   bool // metadata was configured when it last converged
}

func newHistory(t *testing.T, seed uint64) *history {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // no secret is made of it
	s := newTestService(t, func(o *emulator.Options) {
		o.Choices = emulator.Choices{emulator.ChoiceMetadataRemoval: []string{"both", "empty", "null"}[random.IntN(3)],
			emulator.ChoiceDeletedThread: []string{"404", "200"}[random.IntN(2)]}
	})
	h := &history{Rand: random, testService: s, member: s.users(t, 1)[0]}
	h.front = newFaultyFront(t, s)
	p := h.command(t)
	h.thread = &remembered{managed: p.manage(t, "chat_thread"),
		config: map[string]any{"topic": "A", "members": listed(one("user_id", h.member))}}
	h.message = &remembered{managed: p.manage(t, "chat_message"), config: map[string]any{"content": "A"}}
	h.converge(t)
	return h
}

// command starts a provider, as Terraform does for each command.
func (h *history) command(t *testing.T) protocol {
	t.Helper()
	return h.configure(t, tfprotov6.DynamicValue{JSON: []byte(`{"client_side_throttling": false, "max_retries": 0}`)})
}

func (h *history) tell(format string, args ...any) {
	h.told = append(h.told, fmt.Sprintf(format, args...))
}

func (h *history) step(t *testing.T) {
	t.Helper()
	for range h.IntN(3) {
		h.configureOtherwise()
	}
	for range h.IntN(3) {
		h.changeOutside(t)
	}
	if h.IntN(6) == 0 {
		h.forgetAndImport(t)
	}
	before := h.unmanaged(t)
	if h.IntN(3) > 0 {
		ctx, cancel := context.WithCancel(t.Context())
		h.tell("%s", h.front.arm(h.Rand, cancel))
		if diags := h.apply(ctx, t); hasErrors(diags) {
			h.tell("  and failed: %s", diags[0].Summary)
		}
		h.front.disarm()
		cancel()
	}
	h.converge(t)
	h.check(t, before)
}

func (h *history) pick(values ...any) any { return values[h.IntN(len(values))] }

// metadata is random: null, empty, or some keys.
func (h *history) metadata() any {
	if h.IntN(4) == 0 {
		return nil
	}
	metadata := map[string]any{}
	for _, key := range []string{"a", "b", "c"} {
		if h.IntN(2) == 0 {
			metadata[key] = h.pick("1", "1", "2", "")
		}
	}
	return metadata
}

func (h *history) configureOtherwise() {
	resource := h.thread
	var attribute string
	var value any
	switch h.IntN(8) {
	case 0:
		attribute, value = "topic", h.pick("A", "B", "C")
	case 1:
		attribute, value = "delete_after_days", h.pick(nil, 30, 60)
	case 2:
		attribute, value = "metadata", h.metadata()
	default:
		resource = h.message
		switch h.IntN(7) {
		case 0, 1:
			attribute, value = "content", h.pick("A", "B", "<b>C</b>")
		case 2:
			attribute, value = "type", h.pick(nil, "text", "html")
		case 3:
			attribute, value = "sender_id", h.pick(nil, h.actingUser, h.member)
		case 4:
			attribute, value = "sender_display_name", h.pick(nil, "", "Bot")
		default:
			attribute, value = "metadata", h.metadata()
		}
	}
	h.tell("%s: %s = %v", resource.name, attribute, value)
	resource.config[attribute] = value
}

// changeOutside changes something behind Terraform's back.
func (h *history) changeOutside(t *testing.T) {
	t.Helper()
	thread, message, _ := h.live(t)
	acting, sender := h.clientAs(t, h.actingUser), h.clientAs(t, message.SenderID)
	ref, metadata := client.MessageRef{ThreadID: thread.ID, ID: message.ID}, map[string]string{}
	for _, key := range []string{"a", "x"} {
		if h.IntN(2) == 0 {
			metadata[key] = []string{"1", "9", ""}[h.IntN(3)]
		}
	}
	text := []string{"A", "Outside"}[h.IntN(2)]
	change := h.IntN(7)
	h.tell("outside: %d %v %s", change, metadata, text)
	switch change {
	case 0:
		must(t, acting.UpdateThread(t.Context(), thread.ID, client.ThreadPatch{Topic: &text}))
	case 1:
		retention := client.Retention{DeleteAfterDays: 45}
		must(t, acting.UpdateThread(t.Context(), thread.ID, client.ThreadPatch{Metadata: metadata, Retention: &retention}))
	case 2:
		retention := client.Retention{}
		must(t, acting.UpdateThread(t.Context(), thread.ID, client.ThreadPatch{Metadata: metadata, Retention: &retention}))
	case 3:
		if h.IntN(3) == 0 {
			must(t, acting.DeleteThread(t.Context(), thread.ID))
			h.replaceDeleted(t)
		}
	case 4:
		must(t, sender.UpdateMessage(t.Context(), ref, client.MessagePatch{Content: &text}))
	case 5:
		must(t, sender.UpdateMessage(t.Context(), ref, client.MessagePatch{Metadata: metadata}))
	default:
		if h.IntN(2) == 0 {
			must(t, sender.DeleteMessage(t.Context(), ref))
			h.replaceDeleted(t)
		}
	}
}

// replaceDeleted converges, so there is always a thread and a message to go on with.
func (h *history) replaceDeleted(t *testing.T) {
	t.Helper()
	h.tell("  and it is deleted")
	h.converge(t)
}

// forgetAndImport imports the thread or the message into an empty state.
func (h *history) forgetAndImport(t *testing.T) {
	t.Helper()
	thread, message, _ := h.live(t)
	resource, id := h.thread, thread.ID
	if h.IntN(2) == 0 {
		resource, id = h.message, thread.ID+"/"+message.ID
	}
	h.tell("import %s", resource.name)
	*resource = remembered{managed: h.command(t).manage(t, resource.name), config: resource.config, imported: true}
	noErrors(t, resource.managed.imported(t, id, nil))
}

// apply refreshes, plans and applies once: the thread, and if that succeeds the message.
func (h *history) apply(ctx context.Context, t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	p := h.command(t)
	for _, resource := range []*remembered{h.thread, h.message} {
		resource.protocol = p
		if !resource.state.IsNull() {
			if diags := resource.refresh(t); hasErrors(diags) {
				return diags
			}
		}
	}
	if diags := h.thread.apply(ctx, t); hasErrors(diags) {
		return diags
	}
	h.message.config["thread_id"] = h.thread.attributes(t)["id"]
	return h.message.apply(ctx, t)
}

// apply plans one resource and applies the plan, as Terraform does.
func (r *remembered) apply(ctx context.Context, t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	config := r.value(t, r.config)
	planned, diags := r.plan(t, config)
	if hasErrors(diags) {
		return diags
	}
	if !r.state.IsNull() && (r.tainted || len(planned.RequiresReplace) > 0) {
		if diags = r.managed.apply(ctx, t, tftypes.NewValue(r.object(), nil)); hasErrors(diags) {
			return diags
		}
		r.tainted, r.imported = false, false
		if planned, diags = r.plan(t, config); hasErrors(diags) {
			return diags
		}
	}
	if r.decoded(t, planned.PlannedState).Equal(r.state) {
		return nil
	}
	creates := r.state.IsNull()
	diags = r.carryOut(ctx, t, config, planned)
	r.tainted = creates && hasErrors(diags) && !r.state.IsNull()
	return diags
}

// converge applies without faults until the configuration is one that can be applied, and wants a clean plan.
func (h *history) converge(t *testing.T) {
	t.Helper()
	diags := h.apply(t.Context(), t)
	for _, resource := range []*remembered{h.thread, h.message} {
		metadata, _ := resource.config["metadata"].(map[string]any)
		if hasErrors(diags) && strings.Contains(told(diags), "Metadata cannot become empty") {
			maps.DeleteFunc(metadata, func(_ string, value any) bool { return value == "" })
			h.tell("%s: without empty values", resource.name)
			diags = h.apply(t.Context(), t)
		}
	}
	noErrors(t, diags)
	p := h.command(t)
	for _, resource := range []*remembered{h.thread, h.message} {
		resource.protocol = p
		noErrors(t, resource.refresh(t))
		planIsClean(t, resource.managed, resource.config)
	}
}

// unmanaged returns the metadata that nobody but others may change, by the resource's name.
func (h *history) unmanaged(t *testing.T) map[string]string {
	t.Helper()
	thread, message, ok := h.live(t)
	found := map[string]string{}
	if !ok {
		return found
	}
	is := map[*remembered]map[string]string{h.thread: thread.Metadata, h.message: message.Metadata}
	for resource, metadata := range is {
		if !resource.imported && !resource.wasSet {
			found[resource.name+resource.attributes(t)["id"].(string)] = pairs(metadata)
		}
	}
	return found
}

// live returns the thread and the message in it, and whether there is exactly one of each.
func (h *history) live(t *testing.T) (thread emulator.Thread, message emulator.Message, ok bool) {
	t.Helper()
	threads, err := h.Threads(t.Context())
	must(t, err)
	nThreads, nMessages := 0, 0
	for _, candidate := range threads {
		if candidate.DeletedOn == nil {
			thread = candidate
			nThreads++
		}
	}
	messages, err := h.Messages(t.Context(), thread.ID)
	must(t, err)
	for _, candidate := range messages {
		if candidate.DeletedOn == nil && candidate.SenderID != "" {
			message = candidate
			nMessages++
		}
	}
	if nThreads != 1 || nMessages != 1 {
		t.Errorf("the service has %d threads and %d messages, want one of each", nThreads, nMessages)
	}
	return thread, message, nThreads == 1 && nMessages == 1
}

// check compares the service with the configuration.
func (h *history) check(t *testing.T, before map[string]string) {
	t.Helper()
	thread, message, _ := h.live(t)
	days := any(thread.DeleteAfterDays)
	same := func(resource *remembered, attribute string, is any) {
		if want := resource.config[attribute]; want != nil && want != is {
			t.Errorf("%s: %s is %v on the service, want %v", resource.name, attribute, is, want)
		}
	}
	same(h.thread, "topic", thread.Topic)
	same(h.thread, "delete_after_days", days)
	same(h.message, "content", message.Content)
	same(h.message, "type", message.Type)
	same(h.message, "sender_id", message.SenderID)
	name, set := h.message.config["sender_display_name"].(string)
	if message.SenderDisplayName != name && (set || !h.message.imported) {
		t.Errorf("the sender's name is %q on the service, want %q", message.SenderDisplayName, name)
	}
	for resource, is := range map[*remembered]map[string]string{h.thread: thread.Metadata, h.message: message.Metadata} {
		metadata, set := resource.config["metadata"].(map[string]any)
		was, untouched := before[resource.name+resource.attributes(t)["id"].(string)]
		want := was
		if set {
			want = strings.TrimSuffix(strings.TrimPrefix(fmt.Sprint(metadata), "map["), "]")
		}
		if (set || untouched || resource.wasSet && !resource.imported) && pairs(is) != want {
			t.Errorf("%s: the metadata is %q on the service, want %q", resource.name, pairs(is), want)
		}
		resource.wasSet = set
	}
}
