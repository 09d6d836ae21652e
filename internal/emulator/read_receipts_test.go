package emulator_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestReadReceipts_SayHowFarEachMemberHasRead(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna, ben := f.user(), f.user()
	id := anna.thread(ben.id)
	first, second := anna.say(id, "one"), anna.say(id, "two")
	for _, message := range []string{first, second} {
		f.clock.Advance(time.Second)
		if got := ben.chat("POST", path(id, "/readReceipts"), object{"chatMessageId": message}); got.want(200) != nil {
			t.Errorf("sending a receipt answered %s", got.text)
		}
	}
	want := []object{{"senderCommunicationIdentifier": identifier(ben.id), "chatMessageId": second, "readOn": "2026-03-01T12:00:02Z"}}
	if got := list(t, anna.chat("GET", path(id, "/readReceipts"), nil).want(200), "value"); !reflect.DeepEqual(got, want) {
		t.Errorf("receipts are %v, want %v", got, want)
	}
	anna.chat("POST", path(id, "/readReceipts"), object{"chatMessageId": first}).want(200)
	page := anna.chat("GET", path(id, "/readReceipts?maxPageSize=1"), nil).want(200)
	rest := anna.follow("GET", page["nextLink"].(string), nil).want(200)
	if a, b := list(t, page, "value"), list(t, rest, "value"); len(a) != 1 || len(b) != 1 || rest["nextLink"] != nil || reflect.DeepEqual(a, b) {
		t.Errorf("pages are %v and %v", page, rest)
	}
	anna.chat("POST", path(id, "/readReceipts"), object{}).wantError(400, "BadRequest", "Value for MessageId () is not valid.")
	anna.chat("POST", path(id, "/readReceipts"), object{"chatMessageId": "1"}).wantError(404, "NotFound", "The specified chat message was not found.")
	anna.chat("GET", path(id, "/readReceipts?skip=-1"), nil).wantError(400, "BadRequest", "Value for skip (-1) is not valid.")
	f.user().chat("GET", path(id, "/readReceipts"), nil).want(403)
}

func TestTyping_IsAcceptedFromParticipants(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	anna.chat("POST", path(id, "/typing"), object{"senderDisplayName": "Anna"}).want(200)
	anna.chat("POST", path(id, "/typing"), nil).want(200)
	f.user().chat("POST", path(id, "/typing"), nil).want(403)
}

func TestReadReceiptsAndTyping_NeedASmallThreadWhileLimitsHold(t *testing.T) {
	t.Parallel()
	for _, limits := range []bool{false, true} {
		f := newFixture(t, func(o *emulator.Options) { o.Limits = limits })
		anna := f.user()
		var others []string
		for range 20 {
			others = append(others, f.user().id)
		}
		small, large := anna.thread(others[1:]...), anna.thread(others...)
		want := 200
		if limits {
			want = 403
		}
		anna.chat("POST", path(small, "/typing"), nil).want(200)
		anna.chat("POST", path(large, "/typing"), nil).want(want)
		anna.chat("GET", path(large, "/readReceipts"), nil).want(want)
	}
}
