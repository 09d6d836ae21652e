package rooms

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-acs/terraform-provider-chat/chattest"
)

// TestMain finds Terraform or OpenTofu, and has the provider under test stand for "terraform-acs/chat".
func TestMain(m *testing.M) { chattest.Main(m) }

// room is a step that applies the module with people.
func room(people map[string]string) resource.TestStep {
	members := map[string]config.Variable{}
	for name, userID := range people {
		members[name] = config.StringVariable(userID)
	}
	return resource.TestStep{
		ConfigDirectory: config.StaticDirectory("."),
		ConfigVariables: config.Variables{"name": config.StringVariable("tea"), "people": config.MapVariable(members)},
	}
}

// test runs steps, and destroys what they made. The library's own destroy at the end cannot do for_each.
func test(t *testing.T, chat *chattest.Service, steps ...resource.TestStep) {
	t.Helper()
	end := room(nil)
	end.Destroy = true
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: chat.ProtoV6ProviderFactories(),
		Steps:                    append(steps, end),
	})
}

func TestRoom_hasItsPeople(t *testing.T) {
	t.Parallel()
	chat := chattest.New(t)
	ada, err := chat.CreateUser(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	alone, together := room(nil), room(map[string]string{"Ada": ada})
	together.ConfigStateChecks = []statecheck.StateCheck{serviceHas(chat, "Room: tea", "Ada")}
	test(t, chat, alone, together)
	if added := chat.Requests(chattest.OpAddParticipants); len(added) != 1 {
		t.Errorf("members were added with %d calls, want 1", len(added))
	}
}

func TestRoom_survivesAServiceThatIsBusy(t *testing.T) {
	t.Parallel()
	chat := chattest.New(t)
	chat.InjectFault(chattest.Fault{
		Operation: chattest.OpCreateThread, Times: 2,
		Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"1"}},
	})
	step := room(nil)
	step.ConfigStateChecks = []statecheck.StateCheck{serviceHas(chat, "Room: tea")}
	test(t, chat, step)
	if calls := chat.Requests(chattest.OpCreateThread); len(calls) != 3 {
		t.Errorf("the thread was created with %d calls, want two refused ones and one more", len(calls))
	}
}

func TestRoom_comesBackAfterItsRetention(t *testing.T) {
	t.Parallel()
	chat := chattest.New(t)
	later := room(nil)
	later.PreConfig = func() { chat.Clock().Advance(31 * 24 * time.Hour) }
	later.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
		plancheck.ExpectResourceAction("chat_thread.room", plancheck.ResourceActionCreate),
	}
	test(t, chat, room(nil), later)
}

// serviceHas asks the service, not the state, for the one thread and who is in it beside the acting user.
func serviceHas(chat *chattest.Service, topic string, people ...string) statecheck.StateCheck {
	return check(func(ctx context.Context) error {
		threads, err := chat.Threads(ctx)
		if err != nil {
			return err
		}
		if len(threads) != 1 || threads[0].Topic != topic {
			return fmt.Errorf("the service has the threads %v, want only %q", threads, topic)
		}
		members, err := chat.Members(ctx, threads[0].ID)
		if err != nil {
			return err
		}
		var names []string
		for _, member := range members {
			if member.UserID != chat.ActingUser() {
				names = append(names, member.DisplayName)
			}
		}
		if !slices.Equal(names, people) {
			return fmt.Errorf("the members are %v, want %v", names, people)
		}
		return nil
	})
}

type check func(context.Context) error

func (c check) CheckState(ctx context.Context, _ statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	resp.Error = c(ctx)
}
