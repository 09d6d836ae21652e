package emulator_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
)

// exampleSeed is the seed that README.md shows.
func exampleSeed(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("../../examples/emulator/seed.json")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func seeded(text []byte) func(*emulator.Options) {
	return func(o *emulator.Options) { o.Seed = text }
}

func TestSeed_UsersThreadsMembersAndMessagesAreThere(t *testing.T) {
	t.Parallel()
	f := newFixture(t, seeded(exampleSeed(t)))
	anna := user{f, f.UserID("anna"), f.tokenOf(f.UserID("anna"))}
	got := anna.chat("GET", path("19:deployments@thread.v2", ""), nil).want(200)
	want := object{
		"id": "19:deployments@thread.v2", "topic": "Deployments", "createdOn": "2026-02-01T09:00:00Z",
		"createdByCommunicationIdentifier": identifier(anna.id), "metadata": object{"team": "platform"},
		"retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 90.0},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the thread is %v, want %v", got, want)
	}
	members, err := f.Members(t.Context(), "19:deployments@thread.v2")
	if err != nil || len(members) != 2 || members[1].UserID != f.UserID("ben") || members[1].DisplayName != "Ben" {
		t.Errorf("the members are %+v (%v)", members, err)
	}
	var contents []string
	for _, message := range list(t, anna.chat("GET", path("19:deployments@thread.v2", "/messages"), nil).want(200), "value") {
		contents = append(contents, fmt.Sprint(message["type"], message["createdOn"]))
	}
	if want := "html2026-02-01T09:05:00Z text2026-02-01T09:01:00Z topicUpdated2026-02-01T09:00:00Z"; !strings.HasPrefix(strings.Join(contents, " "), want) {
		t.Errorf("the messages are %v, want %s…", contents, want)
	}
	if got := anna.thread(f.UserID("carl")); got == "" {
		t.Error("a user of the seed cannot be added")
	}
}

func TestSeed_ErrorsNameTheLine(t *testing.T) {
	t.Parallel()
	thread := func(rest string) string {
		return "{\"users\": [\"anna\",\n\"ben\"],\n\"threads\": [\n{\"topic\": \"T\", \"created_by\": \"anna\"},\n" + rest + "]}"
	}
	for text, want := range map[string]string{
		"":                                  "line 1:",
		"{\n\n\"users\": [\n":               "line 4: unexpected EOF",
		"{\n\n\"usrs\": []}":                "unknown field",
		"{\n\n\"users\": 1}":                "line 3: users of the seed is a JSON number, but must be a list",
		"{\"users\": [\n3]}":                "line 2: the user is a JSON number, but must be a string",
		"{\"users\": [\n{\"user_id\": 3}]}": "line 2: user_id of the user is a JSON number, but must be a string",
		"{\"users\": [\"anna\"], \"threads\": [\n\"T\"]}":                                                                                         "line 2: the thread is a JSON string, but must be an object such as",
		thread("{\"topic\": \"U\", \"created_by\": \"anna\", \"members\": [\n\"zoe\"]}"):                                                          "line 6: the member is a JSON string, but must be an object such as {\"user_id\": \"anna\"}",
		thread("{\"topic\": \"U\", \"created_by\": \"anna\", \"members\": \"zoe\"}"):                                                              "line 5: members of the thread is a JSON string, but must be a list",
		thread("{\"topic\": \"U\", \"created_by\": \"anna\", \"messages\": [\n\"Hi\"]}"):                                                          "line 6: the message is a JSON string, but must be an object such as",
		"{\"users\": [\n\"anna\",\n\"8:acs:x\"]}":                                                                                                 `line 3: the user "8:acs:x" does not belong`,
		thread(`{"topic": "", "created_by": "anna"}`):                                                                                             "line 5: the topic is empty",
		thread(`{"topic": "U", "created_by": "carl"}`):                                                                                            `line 5: the user "carl" is not among the users`,
		thread(`{"topic": "U", "created_by": "anna", "id":"x"}`):                                                                                  `line 5: "x" is not the id of a thread`,
		thread(`{"topic": "U", "created_by": "anna", "delete_after_days": 1}`):                                                                    "line 5: delete_after_days is 1",
		thread("{\"topic\": \"U\", \"created_by\": \"anna\",\n\n\"members\": [\n{\"user_id\": \"x\"}]}"):                                          "line 8: the user \"x\"",
		thread("{\"topic\": \"U\", \"created_by\": \"anna\", \"members\": [\n{\"user_id\": \"ben\"},\n{\"name\": \"x\"}]}"):                       "line 7: json: unknown field",
		thread("{\"topic\": \"U\", \"created_by\": \"anna\", \"messages\": [\n{\"sender_id\": \"ben\", \"content\": \"\"}]}"):                     "line 6: the content has 0 bytes",
		thread("{\"topic\": \"U\", \"created_by\": \"anna\", \"messages\": [\n{\"sender_id\": \"ben\", \"content\": \"x\", \"type\": \"rtf\"}]}"): "line 6: the type \"rtf\"",
	} {
		f := newFixture(t)
		err := f.Seed(t.Context(), []byte(text))
		var wrong *emulator.SeedError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\nfailed with %v, want %q", text, err, want)
		}
		if users, err := f.Users(t.Context()); err != nil || len(users) > 0 {
			t.Errorf("a bad seed left %v (%v)", users, err)
		}
	}
}

func TestSeed_DataThatIsThereStaysAsItIs(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "chat.db")
	for range 2 {
		server, err := emulator.New(emulator.Options{DataFile: file, WellKnown: true, Seed: exampleSeed(t)})
		if err != nil {
			t.Fatal(err)
		}
		users, err := server.Users(t.Context())
		if err != nil || len(users) != 4 || users[0] != emulator.WellKnownUserID || server.AccessKey() != emulator.WellKnownAccessKey {
			t.Errorf("the users are %v (%v)", users, err)
		}
		if err := server.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWellKnown_DataOfAnotherResourceIsRefused(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "chat.db")
	server, err := emulator.New(emulator.Options{DataFile: file})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := emulator.New(emulator.Options{DataFile: file, WellKnown: true}); !errors.Is(err, emulator.ErrOtherResource) {
		t.Errorf("the file of a random resource was opened as the well-known one: %v", err)
	}
}

func TestWellKnown_AWebPageUnderItsOwnNameGetsNoToken(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulator.Options) { o.WellKnown = true })
	create := func(host string) reply { return f.signedCall(signature{host: host}, "POST", "/identities", nil) }
	create("evil.example").wantCode(403, "Forbidden")
	create("127.0.0.1:8087:8087").want(201) // as the JavaScript SDK signs
}

func TestExport_IsASeed(t *testing.T) {
	t.Parallel()
	wellKnown := func(o *emulator.Options) { o.WellKnown = true }
	f := newFixture(t, wellKnown, seeded(exampleSeed(t)))
	text, err := f.Export(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	again, err := newFixture(t, wellKnown, seeded(text)).Export(t.Context())
	if err != nil || string(again) != string(text) {
		t.Errorf("exported again it is\n%s\nwant\n%s (%v)", again, text, err)
	}
	var shape struct{ Users, Threads []any }
	if err := json.Unmarshal(text, &shape); err != nil || len(shape.Users) != 4 || len(shape.Threads) != 2 {
		t.Errorf("exported are %s (%v)", text, err)
	}
}

func TestExport_KeepsCustomIDs(t *testing.T) {
	t.Parallel()
	f := newFixture(t, seeded([]byte(`{"users": ["ben", {"user_id": "sally", "custom_id": "sally@contoso.com"}]}`)))
	text, err := f.Export(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := f.Seed(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	sally := f.preview("POST", "/identities", object{"customId": "sally@contoso.com"}).want(200)["identity"].(object)
	if users, err := f.Users(t.Context()); sally["id"] != f.UserID("sally") || len(users) != 2 || err != nil {
		t.Errorf("the custom id names %v of %v (%v)", sally, users, err)
	}
}

func TestAdmin_SnapshotAndReset(t *testing.T) {
	t.Parallel()
	f := newFixture(t, seeded(exampleSeed(t)), func(o *emulator.Options) { o.AdminAddr, o.Limits = "127.0.0.1:0", true })
	admin := func(method, call, body string) reply {
		return f.send(method, f.AdminURL()+call, http.Header{"Content-Type": {"application/json"}}, body)
	}
	threads := func() int {
		found, err := f.Threads(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(found)
	}
	anna := user{f, f.UserID("anna"), f.tokenOf(f.UserID("anna"))}
	for range 10 {
		anna.thread()
	}
	f.InjectFault(emulator.Fault{Status: 503})
	admin("POST", "/reset", "").want(204)
	if n := threads(); n != 2 || len(f.Requests()) != 0 {
		t.Errorf("after the reset there are %d threads and %d requests", n, len(f.Requests()))
	}
	anna.thread() // neither the fault nor the limit strikes
	admin("POST", "/snapshot", "").want(204)
	anna.thread()
	admin("POST", "/reset", "").want(204)
	if n := threads(); n != 3 {
		t.Errorf("after the second reset there are %d threads, want those of the snapshot", n)
	}
	admin("POST", "/seed", `{"users": ["dora"], "threads": [{"topic": "T", "created_by": "dora"}]}`).want(204)
	if got := admin("POST", "/seed", "{\n\"x\": 1}"); got.status != 400 || !strings.Contains(got.text, "The seed is not valid: line 1: json: unknown field") {
		t.Errorf("a bad seed answered %d %s", got.status, got.text)
	}
	if exported := admin("GET", "/export", ""); exported.status != 200 || !strings.Contains(exported.text, f.UserID("dora")) {
		t.Errorf("exported is %d %s", exported.status, exported.text)
	}
	for _, call := range []string{"/seed", "/snapshot", "/reset"} {
		if got := f.send("POST", f.AdminURL()+call, http.Header{"Content-Type": {"text/plain"}}, "{}"); got.status != 415 {
			t.Errorf("%s with text/plain answered %d", call, got.status)
		}
	}
}

func TestReset_WithoutSnapshotLeavesNothing(t *testing.T) {
	t.Parallel()
	f := newFixture(t, seeded(exampleSeed(t)))
	if err := f.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	users, err := f.Users(t.Context())
	if threads, other := f.Threads(t.Context()); err != nil || other != nil || len(users)+len(threads) != 0 {
		t.Errorf("left are %v and %v (%v, %v)", users, threads, err, other)
	}
	f.user().thread() // it goes on working
}

func TestHealth_AnswersAnybody(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if got := f.send("GET", f.URL()+"/health", nil, nil); got.status != 200 || got.text != `{"status":"ok"}` {
		t.Errorf("answered %d %s", got.status, got.text)
	}
	for _, page := range []string{"/health", "/"} {
		if got := f.send("HEAD", f.URL()+page, nil, nil); got.status != 200 || got.text != "" {
			t.Errorf("HEAD %s answered %d %s", page, got.status, got.text)
		}
	}
	if n := len(f.Requests()); n != 0 {
		t.Errorf("%d requests are in the record", n)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got := f.handle("GET", "/health", "", nil); got.status != 503 {
		t.Errorf("without data it answered %d", got.status)
	}
}

func TestHealth_FailsWhenNothingCanBeWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "chat.db")
	if err := newFixture(t, inDataFile(file)).Close(); err != nil {
		t.Fatal(err)
	}
	breakFile(t, file, "CREATE TRIGGER stop BEFORE INSERT ON settings BEGIN SELECT RAISE(ABORT, 'stopped'); END")
	f := newFixture(t, inDataFile(file))
	if got := f.send("GET", f.URL()+"/health", nil, nil); got.status != 503 || !strings.Contains(got.text, "stopped") {
		t.Errorf("answered %d %s", got.status, got.text)
	}
}

// largeSeed has 1,000 threads of 25 members each, and as many messages.
func largeSeed() []byte {
	var text strings.Builder
	text.WriteString(`{"users": ["u0"`)
	for i := 1; i < 500; i++ {
		fmt.Fprintf(&text, `, "u%d"`, i)
	}
	text.WriteString("],\n\"threads\": [")
	for i := range 1000 {
		if i > 0 {
			text.WriteString(",")
		}
		fmt.Fprintf(&text, "\n{\"topic\": \"Thread %d\", \"created_by\": \"u%d\", \"members\": [", i, i%500)
		for j := 1; j < 25; j++ {
			if j > 1 {
				text.WriteString(",")
			}
			fmt.Fprintf(&text, "\n{\"user_id\": \"u%d\", \"display_name\": \"User %d\"}", (i+j)%500, j)
		}
		fmt.Fprintf(&text, "], \"messages\": [{\"sender_id\": \"u%d\", \"content\": \"Hello\"}]}", i%500)
	}
	text.WriteString("]}")
	return []byte(text.String())
}

// BenchmarkSeed starts, seeds 1,000 threads with 25,000 members, and is ready: 2 s are the budget.
func BenchmarkSeed(b *testing.B) {
	text := largeSeed()
	for b.Loop() {
		server := emulatortest.New(b, func(o *emulator.Options) { o.Seed, o.AdminAddr = text, "127.0.0.1:0" })
		if err := server.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkListThreads reads the whole list of a user in n threads; a thread costs the same however many there are.
func BenchmarkListThreads(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			f := newFixture(b)
			anna := f.user()
			var text strings.Builder
			fmt.Fprintf(&text, `{"users": [%q], "threads": [{"topic": "T", "created_by": %q}`, anna.id, anna.id)
			for range n - 1 {
				fmt.Fprintf(&text, `, {"topic": "T", "created_by": %q}`, anna.id)
			}
			text.WriteString("]}")
			if err := f.Seed(b.Context(), []byte(text.String())); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				listed := 0
				for page := anna.chat("GET", "/threads", nil).want(200); ; {
					listed += len(list(b, page, "value"))
					link, more := page["nextLink"].(string)
					if !more {
						break
					}
					page = anna.follow("GET", link, nil).want(200)
				}
				if listed != n {
					b.Fatalf("listed are %d threads", listed)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/thread")
		})
	}
}
