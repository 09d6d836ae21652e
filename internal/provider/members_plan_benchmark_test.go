package provider

import (
	"context"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// mostPerMember is how much longer planning may take per member in a full thread than in one with a tenth of the
// members. In quadratic time it would be ten.
const mostPerMember = 2.5

// plannedThread is a thread whose members are all there, and what plans it once more.
func plannedThread(tb testing.TB, p protocol, userIDs []string) (plan func()) {
	tb.Helper()
	m := p.manage(tb, "chat_thread")
	var members []map[string]any
	for _, id := range userIDs {
		members = append(members, one("user_id", id))
	}
	config := m.value(tb, map[string]any{"topic": "T", "members": listed(members...)})
	noErrors(tb, m.apply(context.Background(), tb, config))
	encoded := m.dynamic(tb, config)
	prior, proposed := m.dynamic(tb, m.state), m.dynamic(tb, m.proposed(tb, config))
	return func() {
		validated, err := m.server.ValidateResourceConfig(tb.Context(),
			&tfprotov6.ValidateResourceConfigRequest{TypeName: m.name, Config: encoded})
		if err != nil || hasErrors(validated.Diagnostics) {
			tb.Fatal(err, told(validated.Diagnostics))
		}
		read, err := m.server.ReadResource(tb.Context(), &tfprotov6.ReadResourceRequest{
			TypeName: m.name, CurrentState: prior, Private: m.private, CurrentIdentity: m.identity})
		if err != nil || hasErrors(read.Diagnostics) {
			tb.Fatal(err, told(read.Diagnostics))
		}
		planned, err := m.server.PlanResourceChange(tb.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: m.name, PriorState: read.NewState, Config: encoded, ProposedNewState: proposed,
			PriorPrivate: m.private, PriorIdentity: m.identity})
		if err != nil || hasErrors(planned.Diagnostics) {
			tb.Fatal(err, told(planned.Diagnostics))
		}
	}
}

// TestThread_planGrowsLinearlyWithMembers compares what a member costs in threads of two sizes.
func TestThread_planGrowsLinearlyWithMembers(t *testing.T) {
	s := newTestService(t)
	users := s.users(t, client.MaxMembersPerThread-1)
	p := newProtocol(t, s)
	const few = 25
	small, large := plannedThread(t, p, users[:few]), plannedThread(t, p, users)
	perMember := func(plan func(), members int) time.Duration {
		best := time.Hour
		for range 5 {
			start := time.Now()
			plan()
			best = min(best, time.Since(start))
		}
		return best / time.Duration(members)
	}
	inSmall, inLarge := perMember(small, few), perMember(large, len(users))
	if ratio := float64(inLarge) / float64(inSmall); ratio > mostPerMember {
		t.Errorf("a member costs %s of %d and %s of %d: %.1f times as much", inLarge, len(users), inSmall, few, ratio)
	}
}

// BenchmarkThread_plan plans one thread in the provider alone, without a Terraform.
func BenchmarkThread_plan(b *testing.B) {
	s := newTestService(b)
	users := s.users(b, client.MaxMembersPerThread-1)
	for name, members := range map[string]int{"25": 25, "249": len(users)} {
		b.Run("members="+name, func(b *testing.B) {
			plan := plannedThread(b, newProtocol(b, s), users[:members])
			for b.Loop() {
				plan()
			}
		})
	}
}
