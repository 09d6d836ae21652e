package emulator_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// choose makes the choices that text names.
func choose(t testing.TB, text string) func(*emulator.Options) {
	t.Helper()
	choices := emulator.Choices{}
	if err := choices.Set(text); err != nil {
		t.Fatal(err)
	}
	return func(o *emulator.Options) { o.Choices = choices }
}

func TestChoices_unknownOnesAreRefused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"deleted-thread=410": `deleted-thread=410. It is one of 404, 200`,
		"nothing=1":          "\n  deleted-thread          404, 200\n",
		"deleted-thread":     `deleted-thread=. It is one of 404, 200`,
	} {
		if err := (emulator.Choices{}).Set(text); !errors.Is(err, emulator.ErrChoice) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if server, err := emulator.New(emulator.Options{Choices: emulator.Choices{"nothing": "1"}}); !errors.Is(err, emulator.ErrChoice) {
		t.Errorf("a server started (%v): %v", server, err)
	}
}

func TestChoices_areDescribed(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, answers := range emulator.ChoiceAnswers() {
		if !strings.Contains(string(text), "| `"+string(name)+"` | `"+strings.Join(answers, "`, `")+"` |") {
			t.Errorf("README.md does not describe %s with its answers %q", name, answers)
		}
	}
}

func TestChoice_metadataRemoval(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]map[string]string{
		"both":  {"kept": "1"},
		"empty": {"kept": "1", "null": "2"},
		"null":  {"kept": "1", "empty": ""},
	} {
		t.Run(answer, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, choose(t, "metadata-removal="+answer))
			anna := f.user()
			created := anna.chat("POST", "/threads", object{"topic": "T", "metadata": object{"kept": "1", "null": "2", "empty": "3"}}).want(201)
			id := created["chatThread"].(object)["id"].(string)
			anna.chat("PATCH", path(id, ""), object{"metadata": object{"null": nil, "empty": ""}}).want(204)
			threads, err := f.Threads(t.Context())
			if err != nil || !maps.Equal(threads[0].Metadata, want) {
				t.Errorf("the metadata is %v, want %v (%v)", threads[0].Metadata, want, err)
			}
			anna.chat("PATCH", path(id, ""), object{"metadata": nil}).want(204)
			threads, err = f.Threads(t.Context())
			if gone := len(threads[0].Metadata) == 0; err != nil || gone != (answer != "empty") {
				t.Errorf("after null as a whole the metadata is %v (%v)", threads[0].Metadata, err)
			}
		})
	}
}

func TestChoice_deletedThread(t *testing.T) {
	t.Parallel()
	f := newFixture(t, choose(t, "deleted-thread=200"))
	anna, ben, carl := f.user(), f.user(), f.user()
	id := anna.thread(ben.id)
	anna.chat("POST", path(id, "/participants/:remove"), object{"rawId": ben.id}).want(204)
	anna.chat("DELETE", path(id, ""), nil).want(204)
	if got := anna.chat("GET", path(id, ""), nil).want(200); got["deletedOn"] != "2026-03-01T12:00:00Z" || got["topic"] != "Plans" {
		t.Errorf("the deleted thread is %v", got)
	}
	for _, other := range []user{ben, carl} {
		other.chat("GET", path(id, ""), nil).want(403)
	}
	anna.chat("PATCH", path(id, ""), object{"topic": "New"}).want(404)
	anna.chat("GET", path(id, "/messages"), nil).want(404)
}

// TestChoices_everyAnswerIsGiven says for each choice what is seen under each of its answers.
func TestChoices_everyAnswerIsGiven(t *testing.T) {
	t.Parallel()
	status := func(r reply) string { return strconv.Itoa(r.status) }
	count := func(r reply) string { return strconv.Itoa(len(list(r.t, r.want(200), "value"))) }
	deletedMessage := func(method string, body any) func(user) string {
		return func(anna user) string {
			id := anna.thread()
			message := anna.say(id, "x")
			anna.chat("DELETE", path(id, "/messages/"+message), nil).want(204)
			return status(anna.chat(method, path(id, "/messages/"+message), body))
		}
	}
	for name, test := range map[emulator.Choice]struct {
		see  func(anna user) string
		want []string // for each answer, in the order of the table
	}{
		emulator.ChoiceDeleteThreadAgain: {func(anna user) string {
			id := anna.thread()
			anna.chat("DELETE", path(id, ""), nil).want(204)
			return status(anna.chat("DELETE", path(id, ""), nil))
		}, []string{"404", "204"}},
		emulator.ChoiceRemoveStranger: {func(anna user) string {
			return status(anna.chat("POST", path(anna.thread(), "/participants/:remove"), object{"rawId": anna.user().id}))
		}, []string{"204", "404"}},
		emulator.ChoiceSameTopic: {func(anna user) string {
			id := anna.thread()
			anna.chat("PATCH", path(id, ""), object{"topic": "Plans"}).want(204)
			return count(anna.chat("GET", path(id, "/messages"), nil))
		}, []string{"2", "3"}},
		emulator.ChoiceEditDeletedMessage: {deletedMessage("PATCH", object{"content": "y"}), []string{"404", "204"}},
		emulator.ChoiceDeleteMessageAgain: {deletedMessage("DELETE", nil), []string{"204", "404"}},
		emulator.ChoiceDeleteIdentityAgain: {func(anna user) string {
			anna.identity("DELETE", "/identities/"+anna.id, nil).want(204)
			return status(anna.identity("DELETE", "/identities/"+anna.id, nil))
		}, []string{"404", "204"}},
		emulator.ChoiceDeletedIdentityToken: {func(anna user) string {
			anna.identity("DELETE", "/identities/"+anna.id, nil).want(204)
			return status(anna.identity("POST", "/identities/"+anna.id+"/:issueAccessToken", object{"scopes": []string{"chat"}}))
		}, []string{"404", "403"}},
		emulator.ChoicePatchDeletedThread: {func(anna user) string {
			id := anna.thread()
			anna.chat("DELETE", path(id, ""), nil).want(204)
			patched := status(anna.chat("PATCH", path(id, ""), object{"topic": "New"}))
			anna.user().chat("PATCH", path(id, ""), object{"topic": "New"}).want(404)
			return patched + " " + list(anna.t, anna.chat("GET", "/threads", nil).want(200), "value")[0]["topic"].(string)
		}, []string{"404 Plans", "204 Plans"}},
		emulator.ChoiceFreshThread: {func(anna user) string {
			anna.say(anna.thread(), "x")
			anna.thread()
			listed := list(anna.t, anna.chat("GET", "/threads", nil).want(200), "value")
			return fmt.Sprint(listed[0]["lastMessageReceivedOn"], " ", listed[1]["lastMessageReceivedOn"])
		}, []string{"2026-03-01T12:00:00Z 2026-03-01T12:00:00Z", "<nil> 2026-03-01T12:00:00Z"}},
		emulator.ChoiceListedThread: {func(anna user) string {
			id := anna.thread()
			listed := list(anna.t, anna.chat("GET", "/threads", nil).want(200), "value")[0]["deletedOn"]
			return fmt.Sprint(listed, " ", anna.chat("GET", path(id, ""), nil).want(200)["deletedOn"])
		}, []string{"<nil> <nil>", "2026-03-01T12:00:00Z <nil>"}},
		emulator.ChoiceDeletedUserMessages: {func(anna user) string {
			ben := anna.user()
			id := anna.thread(ben.id)
			anna.chat("POST", path(id, "/messages"), object{"content": "anna's", "metadata": object{"k": "v"}}).want(201)
			ben.say(id, "ben's")
			anna.identity("DELETE", "/identities/"+anna.id, nil).want(204)
			seen := ""
			for _, message := range list(anna.t, ben.chat("GET", path(id, "/messages"), nil).want(200), "value")[:2] {
				content := message["content"].(object)
				text := content["message"]
				if text == nil {
					text = content["topic"]
				}
				seen += fmt.Sprintf("%v %q %v %v; ", message["sequenceId"], text, message["deletedOn"], message["metadata"])
			}
			return seen
		}, []string{
			`5 "" 2026-03-01T12:00:00Z <nil>; 4 "ben's" <nil> <nil>; `,
			`4 "ben's" <nil> <nil>; 3 "anna's" <nil> map[k:v]; `,
			`4 "ben's" <nil> <nil>; 2 "Plans" <nil> <nil>; `,
		}},
		emulator.ChoiceRevocation: {func(anna user) string {
			revoke := func() { anna.identity("POST", "/identities/"+anna.id+"/:revokeAccessTokens", nil).want(204) }
			works := func(u user) string { return status(u.chat("GET", "/threads", nil)) }
			revoke()
			anna.clock.Advance(15*time.Minute - time.Second)
			seen := works(anna)
			second := user{anna.fixture, anna.id, anna.tokenOf(anna.id)}
			anna.clock.Advance(time.Second)
			seen += works(anna) + works(second)
			revoke()
			return seen + works(second) + works(user{anna.fixture, anna.id, anna.tokenOf(anna.id)})
		}, []string{"401401200401200", "200401200200200"}},
		emulator.ChoiceUserIDCase: {func(anna user) string {
			ben := "8:acs:" + strings.ToUpper(strings.TrimPrefix(anna.user().id, "8:acs:"))
			added := anna.chat("POST", path(anna.thread(), "/participants/:add"), object{"participants": []object{participant(ben)}}).want(201)
			issued := anna.identity("POST", "/identities/"+ben+"/:issueAccessToken", object{"scopes": []string{"chat"}})
			return fmt.Sprint(added["invalidParticipants"] == nil, " ", status(issued))
		}, []string{"false 404", "true 200"}},
		emulator.ChoiceWhiteSpace: {func(anna user) string {
			ben := participant(anna.user().id)
			ben["displayName"] = " Ben\t"
			created := anna.chat("POST", "/threads", object{"topic": " T\n", "participants": []object{ben}}).want(201)["chatThread"].(object)
			id := created["id"].(string)
			anna.chat("POST", path(id, "/messages"), object{"content": " x ", "senderDisplayName": " Anna "}).want(201)
			messages, err := anna.Messages(anna.t.Context(), id)
			members, other := anna.Members(anna.t.Context(), id)
			blank := anna.chat("PATCH", path(id, ""), object{"topic": "  "})
			return fmt.Sprintf("%q %q %q %q %d %v %v", created["topic"], members[1].DisplayName, messages[0].Content, messages[0].SenderDisplayName,
				blank.status, err, other)
		}, []string{
			`" T\n" " Ben\t" " x " " Anna " 204 <nil> <nil>`, `"T" "Ben" "x" "Anna" 400 <nil> <nil>`,
		}},
		emulator.ChoiceCustomIDAgain: {func(anna user) string {
			sally := object{"customId": "sally"}
			id := anna.preview("POST", "/identities", sally).want(201)["identity"].(object)["id"].(string)
			anna.identity("DELETE", "/identities/"+id, nil).want(204)
			return status(anna.preview("POST", "/identities", sally))
		}, []string{"201", "409"}},
		emulator.ChoiceFullThread: {func(anna user) string {
			var users []object
			for range 250 {
				users = append(users, participant(anna.user().id))
			}
			id := anna.thread()
			anna.chat("POST", path(id, "/participants/:add"), object{"participants": users[:200]}).want(201)
			added := anna.chat("POST", path(id, "/participants/:add"), object{"participants": users[200:]})
			members, err := anna.Members(anna.t.Context(), id)
			return fmt.Sprint(added.status, len(members), strings.Count(added.text, "The thread is full"), err)
		}, []string{"400 201 0 <nil>", "201 250 1 <nil>"}},
		emulator.ChoiceLargeMessage: {func(anna user) string {
			return status(anna.chat("POST", path(anna.thread(), "/messages"), object{"content": strings.Repeat("x", 28<<10+1)}))
		}, []string{"413", "400"}},
		emulator.ChoiceLargePage: {func(anna user) string {
			return status(anna.chat("GET", "/threads?maxPageSize=201", nil))
		}, []string{"200", "400"}},
		emulator.ChoiceThreadStartTime: {func(anna user) string {
			id := anna.thread()
			anna.clock.Advance(time.Hour)
			anna.say(id, "x")
			return count(anna.chat("GET", "/threads?startTime=2026-03-01T12:30:00Z", nil))
		}, []string{"1", "0"}},
		emulator.ChoiceMessageStartTime: {func(anna user) string {
			id := anna.thread()
			message := anna.say(id, "x")
			anna.clock.Advance(time.Hour)
			anna.chat("PATCH", path(id, "/messages/"+message), object{"content": "y"}).want(204)
			return count(anna.chat("GET", path(id, "/messages?startTime=2026-03-01T12:30:00Z"), nil))
		}, []string{"0", "1"}},
		emulator.ChoiceForeignUser: {func(anna user) string {
			other := object{"participants": []object{participant(newFixture(anna.t).user().id)}}
			return status(anna.chat("POST", path(anna.thread(), "/participants/:add"), other))
		}, []string{"201", "400"}},
		emulator.ChoiceErrorEnvelope: {func(anna user) string {
			return anna.chat("GET", "/nothing", nil).text
		}, []string{
			`{"error":{"code":"NotFound","message":"There is no such resource."}}`,
			`{"CommunicationError":{"Code":"NotFound","Message":"There is no such resource.","Details":[]}}`,
			`{"Code":"NotFound","Message":"There is no such resource."}`,
		}},
	} {
		for i, answer := range emulator.ChoiceAnswers()[name] {
			t.Run(string(name)+"="+answer, func(t *testing.T) {
				t.Parallel()
				anna := newFixture(t, choose(t, string(name)+"="+answer)).user()
				if got := test.see(anna); got != test.want[i] {
					t.Errorf("saw %s, want %s", got, test.want[i])
				}
			})
		}
	}
}
