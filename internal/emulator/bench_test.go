package emulator_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// Every benchmark makes real HTTP calls on loopback: what it measures is the client's part, the network's and the
// emulator's together. README.md has the results.

// inFile keeps the data in a file of the benchmark's own.
func inFile(b *testing.B) func(*emulator.Options) {
	path := filepath.Join(b.TempDir(), "chat.db")
	return func(o *emulator.Options) { o.DataFile, o.DiscardRequests, o.Clock = path, true, emulator.SystemClock{} }
}

func inMemory(o *emulator.Options) { o.DiscardRequests, o.Clock = true, emulator.SystemClock{} }

// exchange makes one call and reads its answer without looking into it.
func (u user) exchange(b *testing.B, method, path string, body []byte, want int) {
	request, err := http.NewRequestWithContext(b.Context(), method, u.URL()+"/chat"+path, bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	request.Header = http.Header{"Authorization": {"Bearer " + u.token}, "Content-Type": {"application/json"}}
	response, err := u.client.Do(request)
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != want {
		b.Fatalf("answered %d (%v)", response.StatusCode, err)
	}
}

const version = "?api-version=2025-03-15"

func BenchmarkCreateThread(b *testing.B) {
	for name, where := range map[string]func(*emulator.Options){"memory": inMemory, "file": inFile(b)} {
		b.Run(name, func(b *testing.B) {
			anna := newFixture(b, where).user()
			for b.Loop() {
				anna.exchange(b, "POST", "/threads"+version, []byte(`{"topic":"Plans"}`), 201)
			}
		})
	}
}

func BenchmarkSendMessage(b *testing.B) {
	for name, where := range map[string]func(*emulator.Options){"memory": inMemory, "file": inFile(b)} {
		b.Run(name, func(b *testing.B) {
			anna := newFixture(b, where).user()
			to := path(anna.thread(), "/messages") + version
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					anna.exchange(b, "POST", to, []byte(`{"content":"hello there"}`), 201)
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sends/s")
		})
	}
}

// addRequest names n new users.
func addRequest(b *testing.B, f *fixture, n int) []byte {
	var text bytes.Buffer
	text.WriteString(`{"participants":[`)
	for i := range n {
		id, err := f.CreateUser(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if i > 0 {
			text.WriteByte(',')
		}
		fmt.Fprintf(&text, `{"communicationIdentifier":{"communicationUser":{"id":%q}},"displayName":"Member"}`, id)
	}
	text.WriteString(`]}`)
	return text.Bytes()
}

func BenchmarkAdd200Participants(b *testing.B) {
	f := newFixture(b, inFile(b))
	anna, batch := f.user(), addRequest(b, f, 200)
	for b.Loop() {
		b.StopTimer()
		to := path(anna.thread(), "/participants/:add") + version
		b.StartTimer()
		anna.exchange(b, "POST", to, batch, 201)
	}
}

func BenchmarkList250Participants(b *testing.B) {
	f := newFixture(b, inFile(b))
	anna := f.user()
	id := anna.thread()
	anna.exchange(b, "POST", path(id, "/participants/:add")+version, addRequest(b, f, 200), 201)
	anna.exchange(b, "POST", path(id, "/participants/:add")+version, addRequest(b, f, 49), 201)
	for b.Loop() {
		anna.exchange(b, "GET", path(id, "/participants")+version+"&maxPageSize=200", nil, 200)
		anna.exchange(b, "GET", path(id, "/participants")+version+"&maxPageSize=200&skip=200", nil, 200)
	}
}

// BenchmarkListMessages gets pages of 200 from the old end of histories of different length: their cost must not depend
// on it.
func BenchmarkListMessages(b *testing.B) {
	for _, history := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint("page of 200 after ", history-500), func(b *testing.B) {
			anna, id, state := history500(b, history)
			address := path(id, "/messages") + version + "&maxPageSize=200&syncState=" + state
			b.ReportAllocs()
			for b.Loop() {
				anna.exchange(b, "GET", address, nil, 200)
			}
		})
	}
}

// history500 makes a thread with a history of n messages, and returns the state of a list that has got to the 500
// oldest of them.
func history500(b *testing.B, n int) (anna user, threadID, state string) {
	b.Helper()
	data := filepath.Join(b.TempDir(), "chat.db")
	options := emulator.Options{DataFile: data, DiscardRequests: true}
	server, err := emulator.New(options)
	if err != nil {
		b.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}}
	b.Cleanup(client.CloseIdleConnections)
	f := &fixture{Server: server, t: b, client: client}
	anna = f.user()
	threadID = anna.thread()
	if err := server.Close(); err != nil {
		b.Fatal(err)
	}
	state = fillHistory(b, data, threadID, anna.id, n)
	f.Server = emulatortest.New(b, func(o *emulator.Options) { *o = options })
	return anna, threadID, state
}

// fillHistory writes n messages into the data file.
func fillHistory(b *testing.B, data, threadID, sender string, n int) (state string) {
	b.Helper()
	s, err := store.Open(b.Context(), data)
	if err != nil {
		b.Fatal(err)
	}
	err = s.Update(b.Context(), func(tx *store.Tx) error {
		thread, err := tx.Thread(threadID)
		if err != nil {
			return err
		}
		for i := range n {
			now := time.Now()
			thread.Sequence++
			thread.Version = tx.NextVersion(now)
			if i == 500 {
				state = hex.EncodeToString(strconv.AppendInt(nil, thread.Version, 10))
			}
			err := tx.InsertMessage(&store.Message{
				Thread: thread.Key, ID: thread.Version, Version: thread.Version, Sequence: thread.Sequence,
				Type: "text", Content: "hello there", SenderID: sender, CreatedOn: now,
			})
			if err != nil {
				return err
			}
		}
		return tx.UpdateThread(&thread)
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return state
}

// BenchmarkSearchOnPage gets the page with a search through 10,000 threads with 100,000 messages. What SQLite takes for
// the same is in store/search_test.go.
func BenchmarkSearchOnPage(b *testing.B) {
	var seed bytes.Buffer
	seed.WriteString(`{"users":["anna"],"threads":[`)
	for i := range 10_000 {
		fmt.Fprintf(&seed, `{"topic":"Topic %d","created_by":"anna","messages":[`, i)
		for j := range 10 {
			fmt.Fprintf(&seed, `{"sender_id":"anna","content":"Message %d of thread %d: when is the release?"},`, j, i)
		}
		seed.Truncate(seed.Len() - 1)
		seed.WriteString("]},")
	}
	seed.Truncate(seed.Len() - 1)
	seed.WriteString("]}")
	f := newFixture(b, inMemory, func(o *emulator.Options) { o.Seed = seed.Bytes() })
	for _, words := range []string{"release", "message+3+of+thread+17:", "nowhere"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				if got := f.send("GET", f.URL()+"/?beside=none&q="+words, nil, nil); got.status != 200 {
					b.Fatalf("the page answered %d", got.status)
				}
			}
		})
	}
}
