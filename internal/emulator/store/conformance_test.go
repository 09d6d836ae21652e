package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// at returns a moment some seconds after the tests' beginning of time.
func at(seconds int) time.Time {
	return time.Date(2026, 3, 1, 12, 0, seconds, 0, time.UTC)
}

// TestConformance holds every kind of store to the same behavior.
func TestConformance(t *testing.T) {
	t.Parallel()
	backends := map[string]func(t *testing.T) string{
		"in memory": func(*testing.T) string { return "" },
		"in a file": func(t *testing.T) string { return filepath.Join(t.TempDir(), "odd name?#%41.db") },
	}
	suite := map[string]func(*testing.T, store.Store){
		"identities come and go":                           identitiesComeAndGo,
		"settings are kept":                                settingsAreKept,
		"threads keep what they are given":                 threadsKeepWhatTheyAreGiven,
		"threads are listed by their last change":          threadsAreListedByTheirLastChange,
		"deleting a thread drops its messages":             deletingAThreadDropsItsMessages,
		"threads expire on their day":                      threadsExpireOnTheirDay,
		"members are listed as they joined":                membersAreListedAsTheyJoined,
		"messages keep what they are given":                messagesKeepWhatTheyAreGiven,
		"messages are paged by their last change":          messagesArePagedByTheirLastChange,
		"messages can be bounded":                          messagesCanBeBounded,
		"receipts are replaced":                            receiptsAreReplaced,
		"repeatable requests are remembered":               repeatableRequestsAreRemembered,
		"versions never repeat":                            versionsNeverRepeat,
		"a failed update leaves nothing":                   aFailedUpdateLeavesNothing,
		"a view leaves nothing":                            aViewLeavesNothing,
		"a panic does not block the store":                 aPanicDoesNotBlockTheStore,
		"a caller who has gone before its turn is refused": aGoneCallerIsRefused,
		"a closed store refuses":                           aClosedStoreRefuses,
	}
	for backend, file := range backends {
		for name, check := range suite {
			t.Run(backend+"/"+name, func(t *testing.T) {
				t.Parallel()
				check(t, open(t, file(t)))
			})
		}
	}
}

func open(t *testing.T, path string) store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatalf("opening: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return s
}

// update runs f in a transaction that must succeed.
func update(t *testing.T, s store.Store, f func(store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); err != nil {
		t.Fatalf("updating: %v", err)
	}
}

// wantError checks that f fails with a reason.
func wantError(t *testing.T, s store.Store, reason error, f func(store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); !errors.Is(err, reason) {
		t.Errorf("failed with %v, want %v", err, reason)
	}
}

// must returns a value of a call that must succeed.
func must[T any](t *testing.T, s store.Store, f func(store.Tx) (T, error)) T {
	t.Helper()
	var value T
	err := s.View(t.Context(), func(tx store.Tx) (err error) {
		value, err = f(tx)
		return err
	})
	if err != nil {
		t.Fatalf("reading: %v", err)
	}
	return value
}

// thread inserts a thread with the given id.
func thread(t *testing.T, s store.Store, id string) store.Thread {
	t.Helper()
	created := store.Thread{ID: id, Topic: "Plans", CreatedBy: "anna", CreatedOn: at(0)}
	update(t, s, func(tx store.Tx) error {
		created.Version = tx.NextVersion(at(0))
		return tx.InsertThread(&created)
	})
	return created
}

func identitiesComeAndGo(t *testing.T, s store.Store) {
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.InsertIdentity("anna", at(0)), tx.InsertIdentity("ben", at(0)), tx.BumpTokenGeneration("anna"))
	})
	wantError(t, s, store.ErrExists, func(tx store.Tx) error { return tx.InsertIdentity("anna", at(0)) })
	identity := func(tx store.Tx) (store.Identity, error) { return tx.Identity("anna") }
	if got := must(t, s, identity); got != (store.Identity{ID: "anna", TokenGeneration: 1}) {
		t.Errorf("the identity is %+v", got)
	}
	update(t, s, func(tx store.Tx) error { return tx.DeleteIdentity("anna", at(1)) })
	for _, id := range []string{"anna", "nobody"} {
		wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { _, err := tx.Identity(id); return err })
		wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { return tx.DeleteIdentity(id, at(1)) })
		wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { return tx.BumpTokenGeneration(id) })
	}
	if got := must(t, s, store.Tx.Identities); !slices.Equal(got, []string{"ben"}) {
		t.Errorf("identities are %v", got)
	}
}

func settingsAreKept(t *testing.T, s store.Store) {
	setting := func(tx store.Tx) (string, error) { return tx.Setting("key") }
	if got := must(t, s, setting); got != "" {
		t.Errorf("a setting that was never set is %q", got)
	}
	for _, value := range []string{"one", "two"} {
		update(t, s, func(tx store.Tx) error { return tx.PutSetting("key", value) })
		if got := must(t, s, setting); got != value {
			t.Errorf("the setting is %q, want %q", got, value)
		}
	}
}

func threadsKeepWhatTheyAreGiven(t *testing.T, s store.Store) {
	created := thread(t, s, "t")
	get := func(tx store.Tx) (store.Thread, error) { return tx.Thread("t") }
	if got := must(t, s, get); !reflect.DeepEqual(got, created) {
		t.Errorf("the thread is %+v, want %+v", got, created)
	}
	days := 30
	changed := created
	changed.Topic, changed.Metadata, changed.DeleteAfterDays = "New", map[string]string{"ä": "<>"}, &days
	changed.Sequence, changed.Version, changed.LastMessageOn, changed.DeletedOn = 7, created.Version+5, at(2), at(3)
	update(t, s, func(tx store.Tx) error { return tx.UpdateThread(&changed) })
	if got := must(t, s, get); !reflect.DeepEqual(got, changed) {
		t.Errorf("the thread is %+v, want %+v", got, changed)
	}
	wantError(t, s, store.ErrExists, func(tx store.Tx) error { return tx.InsertThread(&store.Thread{ID: "t", CreatedOn: at(0)}) })
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { _, err := tx.Thread("x"); return err })
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { return tx.UpdateThread(&store.Thread{Key: 99}) })
}

func threadsAreListedByTheirLastChange(t *testing.T, s store.Store) {
	a, b, c := thread(t, s, "a"), thread(t, s, "b"), thread(t, s, "c")
	update(t, s, func(tx store.Tx) error {
		a.Version = tx.NextVersion(at(0))
		return errors.Join(tx.UpdateThread(&a),
			tx.PutMember(&store.Member{Thread: a.Key, UserID: "anna"}), tx.PutMember(&store.Member{Thread: c.Key, UserID: "anna"}),
			tx.PutMember(&store.Member{Thread: b.Key, UserID: "anna"}), tx.RemoveMember(b.Key, "anna", 1))
	})
	for _, test := range []struct {
		query store.ThreadQuery
		want  []string
	}{
		{store.ThreadQuery{}, []string{"b", "c", "a"}},
		{store.ThreadQuery{Limit: 2}, []string{"b", "c"}},
		{store.ThreadQuery{After: b.Version}, []string{"c", "a"}},
		{store.ThreadQuery{Member: "anna"}, []string{"c", "a"}},
		{store.ThreadQuery{Member: "anna", After: c.Version, Limit: 5}, []string{"a"}},
		{store.ThreadQuery{Member: "nobody"}, nil},
	} {
		var ids []string
		for _, found := range must(t, s, func(tx store.Tx) ([]store.Thread, error) { return tx.Threads(test.query) }) {
			ids = append(ids, found.ID)
		}
		if !slices.Equal(ids, test.want) {
			t.Errorf("%+v finds %v, want %v", test.query, ids, test.want)
		}
	}
}

func deletingAThreadDropsItsMessages(t *testing.T, s store.Store) {
	gone, kept := thread(t, s, "gone"), thread(t, s, "kept")
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.InsertMessage(&store.Message{Thread: gone.Key, ID: 1, Version: 1, CreatedOn: at(0)}),
			tx.InsertMessage(&store.Message{Thread: kept.Key, ID: 1, Version: 1, CreatedOn: at(0)}),
			tx.PutReadReceipt(&store.ReadReceipt{Thread: gone.Key, UserID: "anna", Message: 1, ReadOn: at(1)}),
			tx.DeleteThread(&gone, at(9)))
	})
	if got := must(t, s, func(tx store.Tx) (store.Thread, error) { return tx.Thread("gone") }); !got.DeletedOn.Equal(at(9)) || got.Version != at(9).UnixMilli() {
		t.Errorf("the thread is %+v", got)
	}
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { _, err := tx.Message(gone.Key, 1); return err })
	receipts := func(tx store.Tx) ([]store.ReadReceipt, error) { return tx.ReadReceipts(gone.Key, 0, 9) }
	if got := must(t, s, receipts); len(got) != 0 {
		t.Errorf("receipts are left: %v", got)
	}
	must(t, s, func(tx store.Tx) (store.Message, error) { return tx.Message(kept.Key, 1) })
}

func threadsExpireOnTheirDay(t *testing.T, s store.Store) {
	thirty, none := 30, 0
	for id, days := range map[string]*int{"thirty": &thirty, "none": &none, "never": nil} {
		update(t, s, func(tx store.Tx) error {
			return tx.InsertThread(&store.Thread{ID: id, CreatedOn: at(0), DeleteAfterDays: days, Version: tx.NextVersion(at(0))})
		})
	}
	deleted := func() (ids []string) {
		for _, found := range must(t, s, func(tx store.Tx) ([]store.Thread, error) { return tx.Threads(store.ThreadQuery{}) }) {
			if !found.DeletedOn.IsZero() {
				ids = append(ids, found.ID)
			}
		}
		return ids
	}
	day := at(0).AddDate(0, 0, 30)
	update(t, s, func(tx store.Tx) error { return tx.DeleteExpired(day.Add(-time.Millisecond)) })
	if got := deleted(); len(got) != 0 {
		t.Errorf("deleted early: %v", got)
	}
	update(t, s, func(tx store.Tx) error { return tx.DeleteExpired(day) })
	if got := deleted(); !slices.Equal(got, []string{"thirty"}) {
		t.Errorf("deleted are %v", got)
	}
}

func membersAreListedAsTheyJoined(t *testing.T, s store.Store) {
	key := thread(t, s, "t").Key
	put := func(id string) {
		update(t, s, func(tx store.Tx) error { return tx.PutMember(&store.Member{Thread: key, UserID: id}) })
	}
	full := store.Member{Thread: key, UserID: "anna", DisplayName: "Anna", ShareHistoryTime: at(5), Metadata: map[string]string{"a": "b"}}
	update(t, s, func(tx store.Tx) error { return tx.PutMember(&full) })
	put("ben")
	put("cleo")
	if got := must(t, s, func(tx store.Tx) (store.Member, error) { return tx.Member(key, "anna") }); !reflect.DeepEqual(got, full) {
		t.Errorf("the member is %+v, want %+v", got, full)
	}
	update(t, s, func(tx store.Tx) error { return tx.RemoveMember(key, "ben", 42) })
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { return tx.RemoveMember(key, "ben", 43) })
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { _, err := tx.Member(key, "nobody"); return err })
	if got := must(t, s, func(tx store.Tx) (store.Member, error) { return tx.Member(key, "ben") }); got.RemovedAt != 42 {
		t.Errorf("the removed member is %+v", got)
	}
	list := func(skip, limit int) (ids []string) {
		for _, m := range must(t, s, func(tx store.Tx) ([]store.Member, error) { return tx.Members(key, skip, limit) }) {
			ids = append(ids, m.UserID)
		}
		return ids
	}
	count := func() int { return must(t, s, func(tx store.Tx) (int, error) { return tx.CountMembers(key) }) }
	if got := list(0, 0); !slices.Equal(got, []string{"anna", "cleo"}) || count() != 2 {
		t.Errorf("members are %v (%d)", got, count())
	}
	put("ben") // comes back, as the last
	if got := list(0, 0); !slices.Equal(got, []string{"anna", "cleo", "ben"}) || count() != 3 {
		t.Errorf("members are %v (%d)", got, count())
	}
	if got := list(1, 1); !slices.Equal(got, []string{"cleo"}) {
		t.Errorf("the second member is %v", got)
	}
}

func messagesKeepWhatTheyAreGiven(t *testing.T, s store.Store) {
	key := thread(t, s, "t").Key
	message := store.Message{
		Thread: key, ID: 1, Type: "text", Sequence: 2, Version: 3, Content: "hi\x00ö", SenderID: "anna", SenderName: "Anna",
		CreatedOn: at(0), Metadata: map[string]string{"": "empty key"},
		Participants: []store.Member{{UserID: "ben", ShareHistoryTime: at(1)}}, Initiator: "cleo",
	}
	update(t, s, func(tx store.Tx) error { return tx.InsertMessage(&message) })
	get := func(tx store.Tx) (store.Message, error) { return tx.Message(key, 1) }
	if got := must(t, s, get); !reflect.DeepEqual(got, message) {
		t.Errorf("the message is %+v, want %+v", got, message)
	}
	message.Version, message.Sequence, message.Content, message.EditedOn, message.DeletedOn, message.Metadata = 9, 8, "", at(2), at(3), nil
	update(t, s, func(tx store.Tx) error { return tx.UpdateMessage(&message) })
	if got := must(t, s, get); !reflect.DeepEqual(got, message) {
		t.Errorf("the message is %+v, want %+v", got, message)
	}
	wantError(t, s, store.ErrExists, func(tx store.Tx) error { return tx.InsertMessage(&message) })
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { return tx.UpdateMessage(&store.Message{Thread: key, ID: 2}) })
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { _, err := tx.Message(key, 2); return err })
}

// messageIDs returns the ids of the messages that a query finds, in its order.
func messageIDs(t *testing.T, s store.Store, query store.MessageQuery) (ids []int64) {
	t.Helper()
	for _, m := range must(t, s, func(tx store.Tx) ([]store.Message, error) { return tx.Messages(query) }) {
		ids = append(ids, m.ID)
	}
	return ids
}

func messagesArePagedByTheirLastChange(t *testing.T, s store.Store) {
	key, other := thread(t, s, "t").Key, thread(t, s, "other").Key
	update(t, s, func(tx store.Tx) error {
		var errs []error
		for id := range int64(5) {
			errs = append(errs, tx.InsertMessage(&store.Message{Thread: key, ID: id + 1, Version: id + 1, CreatedOn: at(0)}))
		}
		errs = append(errs, tx.InsertMessage(&store.Message{Thread: other, ID: 1, Version: 1, CreatedOn: at(0)}),
			tx.UpdateMessage(&store.Message{Thread: key, ID: 2, Version: 6}))
		return errors.Join(errs...)
	})
	if got := messageIDs(t, s, store.MessageQuery{Thread: key, Limit: 3}); !slices.Equal(got, []int64{2, 5, 4}) {
		t.Errorf("the first page is %v", got)
	}
	if got := messageIDs(t, s, store.MessageQuery{Thread: key, Before: 4, Limit: 3}); !slices.Equal(got, []int64{3, 1}) {
		t.Errorf("the second page is %v", got)
	}
}

func messagesCanBeBounded(t *testing.T, s store.Store) {
	key := thread(t, s, "t").Key
	update(t, s, func(tx store.Tx) error {
		var errs []error
		for i := range 4 {
			id := at(i).UnixMilli()
			errs = append(errs, tx.InsertMessage(&store.Message{Thread: key, ID: id, Version: id, CreatedOn: at(i)}))
		}
		edited := store.Message{Thread: key, ID: at(0).UnixMilli(), Version: at(9).UnixMilli()}
		return errors.Join(append(errs, tx.UpdateMessage(&edited))...)
	})
	second, third, fourth := at(1).UnixMilli(), at(2).UnixMilli(), at(3).UnixMilli()
	if got := messageIDs(t, s, store.MessageQuery{Thread: key, From: at(2), Limit: 9}); !slices.Equal(got, []int64{fourth, third}) {
		t.Errorf("from a time on: %v", got)
	}
	if got := messageIDs(t, s, store.MessageQuery{Thread: key, UpTo: second, Limit: 9}); !slices.Equal(got, []int64{at(0).UnixMilli(), second}) {
		t.Errorf("up to a message: %v", got)
	}
}

func receiptsAreReplaced(t *testing.T, s store.Store) {
	key := thread(t, s, "t").Key
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.PutReadReceipt(&store.ReadReceipt{Thread: key, UserID: "ben", Message: 1, ReadOn: at(1)}),
			tx.PutReadReceipt(&store.ReadReceipt{Thread: key, UserID: "anna", Message: 1, ReadOn: at(1)}),
			tx.PutReadReceipt(&store.ReadReceipt{Thread: key, UserID: "ben", Message: 2, ReadOn: at(2)}))
	})
	list := func(skip, limit int) []store.ReadReceipt {
		return must(t, s, func(tx store.Tx) ([]store.ReadReceipt, error) { return tx.ReadReceipts(key, skip, limit) })
	}
	ben := store.ReadReceipt{Thread: key, UserID: "ben", Message: 2, ReadOn: at(2)}
	if got := list(0, 9); len(got) != 2 || got[0].UserID != "anna" || got[1] != ben {
		t.Errorf("receipts are %v", got)
	}
	if got := list(1, 1); !slices.Equal(got, []store.ReadReceipt{ben}) {
		t.Errorf("the second receipt is %v", got)
	}
}

func repeatableRequestsAreRemembered(t *testing.T, s store.Store) {
	update(t, s, func(tx store.Tx) error {
		return tx.SaveRepeatable("anna", "1", store.Repeatable{ThreadID: "t", Invalid: "null"})
	})
	got := must(t, s, func(tx store.Tx) (store.Repeatable, error) { return tx.Repeated("anna", "1") })
	if got != (store.Repeatable{ThreadID: "t", Invalid: "null"}) {
		t.Errorf("remembered is %+v", got)
	}
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { _, err := tx.Repeated("ben", "1"); return err })
	wantError(t, s, store.ErrNotFound, func(tx store.Tx) error { _, err := tx.Repeated("anna", "2"); return err })
}

func versionsNeverRepeat(t *testing.T, s store.Store) {
	var given []int64
	for _, now := range []time.Time{at(0), at(0), at(5), at(1)} { // also when the clock is set back
		update(t, s, func(tx store.Tx) error {
			given = append(given, tx.NextVersion(now))
			return nil
		})
	}
	first := at(0).UnixMilli()
	if want := []int64{first, first + 1, first + 5000, first + 5001}; !slices.Equal(given, want) {
		t.Errorf("versions are %v, want %v", given, want)
	}
}

func aFailedUpdateLeavesNothing(t *testing.T, s store.Store) {
	failure := errors.New("failure")
	wantError(t, s, failure, func(tx store.Tx) error { return errors.Join(tx.InsertIdentity("anna", at(0)), failure) })
	if got := must(t, s, store.Tx.Identities); len(got) != 0 {
		t.Errorf("a failed update left %v", got)
	}
}

func aViewLeavesNothing(t *testing.T, s store.Store) {
	if err := s.View(t.Context(), func(tx store.Tx) error { return tx.InsertIdentity("anna", at(0)) }); err != nil {
		t.Fatal(err)
	}
	if got := must(t, s, store.Tx.Identities); len(got) != 0 {
		t.Errorf("a view left %v", got)
	}
}

func aPanicDoesNotBlockTheStore(t *testing.T, s store.Store) {
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Update(t.Context(), func(tx store.Tx) error {
			_ = tx.InsertIdentity("anna", at(0))
			panic("defect")
		})
	}()
	if got := must(t, s, store.Tx.Identities); len(got) != 0 {
		t.Errorf("the panic left %v", got)
	}
}

func aGoneCallerIsRefused(t *testing.T, s store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	update(t, s, func(store.Tx) error { // has the turn while the other waits
		cancel()
		err := s.Update(ctx, func(tx store.Tx) error { return tx.InsertIdentity("anna", at(0)) })
		if !errors.Is(err, context.Canceled) {
			return errors.New("the other call was carried out: " + strconv.Quote(errorText(err)))
		}
		return nil
	})
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func aClosedStoreRefuses(t *testing.T, s store.Store) {
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.InsertIdentity("anna", at(0)) }); err == nil {
		t.Error("a closed store accepted a write")
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
}
