package store_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// thread inserts a thread with the given id.
func thread(t *testing.T, s *store.Store, id string) store.Thread {
	t.Helper()
	created := store.Thread{ID: id, Topic: "Plans", CreatedBy: "anna", CreatedOn: at(0)}
	update(t, s, func(tx *store.Tx) error {
		created.Version = tx.NextVersion(at(0))
		return tx.InsertThread(&created)
	})
	return created
}

func threadsKeepWhatTheyAreGiven(t *testing.T, s *store.Store) {
	created := thread(t, s, "t")
	get := func(tx *store.Tx) (store.Thread, error) { return tx.Thread("t") }
	if got := must(t, s, get); !reflect.DeepEqual(got, created) {
		t.Errorf("the thread is %+v, want %+v", got, created)
	}
	changed := created
	changed.Topic, changed.Metadata, changed.DeleteAfterDays = "New", map[string]string{"ä": "<>"}, 30
	changed.Sequence, changed.Version, changed.LastMessageOn, changed.DeletedOn = 7, created.Version+5, at(2), at(3)
	update(t, s, func(tx *store.Tx) error { return tx.UpdateThread(&changed) })
	if got := must(t, s, get); !reflect.DeepEqual(got, changed) {
		t.Errorf("the thread is %+v, want %+v", got, changed)
	}
	wantError(t, s, store.ErrExists, func(tx *store.Tx) error { return tx.InsertThread(&store.Thread{ID: "t", CreatedOn: at(0)}) })
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Thread("x"); return err })
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.UpdateThread(&store.Thread{Key: 99}) })
}

func threadsAreListedByTheirLastMessage(t *testing.T, s *store.Store) {
	a, b, c := thread(t, s, "a"), thread(t, s, "b"), thread(t, s, "c")
	update(t, s, func(tx *store.Tx) error {
		for i, message := range []*store.Thread{&b, &c, &a} {
			message.LastMessage, message.LastMessageOn = int64(i+1), at(i)
		}
		return errors.Join(tx.UpdateThread(&a), tx.UpdateThread(&b), tx.UpdateThread(&c),
			tx.PutMember(&store.Member{Thread: a.Key, UserID: "anna"}), tx.PutMember(&store.Member{Thread: c.Key, UserID: "anna"}),
			tx.PutMember(&store.Member{Thread: b.Key, UserID: "anna"}), tx.RemoveMember(b.Key, "anna", 1),
			tx.PutMember(&store.Member{Thread: b.Key, UserID: "ben"}))
	})
	for _, test := range []struct {
		query store.ThreadQuery
		want  []string
	}{
		{store.ThreadQuery{Member: "anna", Limit: 9}, []string{"a", "c", "b"}},
		{store.ThreadQuery{Member: "ben", Limit: 9}, []string{"b"}},
		{store.ThreadQuery{Member: "anna", Limit: 2}, []string{"a", "c"}},
		{store.ThreadQuery{Member: "anna", After: 1, Limit: 9}, []string{"a", "c"}},
		{store.ThreadQuery{Member: "anna", Before: 3, Limit: 9}, []string{"c", "b"}},
		{store.ThreadQuery{Member: "anna", From: at(1), Limit: 9}, []string{"a", "c"}},
		{store.ThreadQuery{Member: "nobody", Limit: 9}, nil},
	} {
		var ids []string
		for _, found := range must(t, s, func(tx *store.Tx) ([]store.Thread, error) { return tx.Threads(test.query) }) {
			ids = append(ids, found.ID)
		}
		if !slices.Equal(ids, test.want) {
			t.Errorf("%+v finds %v, want %v", test.query, ids, test.want)
		}
	}
	var everything []string
	for _, found := range must(t, s, (*store.Tx).AllThreads) {
		everything = append(everything, found.ID)
	}
	if want := []string{"a", "b", "c"}; !slices.Equal(everything, want) {
		t.Errorf("all threads are %v, want %v", everything, want)
	}
	latest := must(t, s, func(tx *store.Tx) ([]store.Thread, error) { return tx.LatestThreads(2) })
	if len(latest) != 2 || latest[0].ID != "c" || latest[1].ID != "b" {
		t.Errorf("the latest are %v", latest)
	}
	if n := must(t, s, (*store.Tx).CountThreads); n != 3 {
		t.Errorf("there are %d threads, want 3", n)
	}
}

func deletingAThreadDropsItsMessages(t *testing.T, s *store.Store) {
	gone, kept := thread(t, s, "gone"), thread(t, s, "kept")
	update(t, s, func(tx *store.Tx) error {
		return errors.Join(tx.InsertMessage(&store.Message{Thread: gone.Key, ID: 1, Version: 1, CreatedOn: at(0)}),
			tx.InsertMessage(&store.Message{Thread: kept.Key, ID: 1, Version: 1, CreatedOn: at(0)}),
			tx.PutReadReceipt(&store.ReadReceipt{Thread: gone.Key, UserID: "anna", Message: 1, ReadOn: at(1)}),
			tx.DeleteThread(&gone, at(9)))
	})
	if got := must(t, s, func(tx *store.Tx) (store.Thread, error) { return tx.Thread("gone") }); !got.DeletedOn.Equal(at(9)) || got.Version != at(9).UnixMilli() {
		t.Errorf("the thread is %+v", got)
	}
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Message(gone.Key, 1); return err })
	receipts := func(tx *store.Tx) ([]store.ReadReceipt, error) { return tx.ReadReceipts(gone.Key, 0, 9) }
	if got := must(t, s, receipts); len(got) != 0 {
		t.Errorf("receipts are left: %v", got)
	}
	must(t, s, func(tx *store.Tx) (store.Message, error) { return tx.Message(kept.Key, 1) })
}

func threadsExpireOnTheirDay(t *testing.T, s *store.Store) {
	for id, days := range map[string]int{"thirty": 30, "none": 0} {
		update(t, s, func(tx *store.Tx) error {
			return tx.InsertThread(&store.Thread{ID: id, CreatedOn: at(0), DeleteAfterDays: days, Version: tx.NextVersion(at(0))})
		})
	}
	deleted := func() (ids []string) {
		for _, found := range must(t, s, (*store.Tx).AllThreads) {
			if !found.DeletedOn.IsZero() {
				ids = append(ids, found.ID)
			}
		}
		return ids
	}
	day := at(0).AddDate(0, 0, 30)
	update(t, s, func(tx *store.Tx) error { return tx.DeleteExpired(day.Add(-time.Millisecond)) })
	if got := deleted(); len(got) != 0 {
		t.Errorf("deleted early: %v", got)
	}
	update(t, s, func(tx *store.Tx) error { return tx.DeleteExpired(day) })
	if got := deleted(); !slices.Equal(got, []string{"thirty"}) {
		t.Errorf("deleted are %v", got)
	}
}

func membersAreListedAsTheyJoined(t *testing.T, s *store.Store) {
	key := thread(t, s, "t").Key
	put := func(id string) {
		update(t, s, func(tx *store.Tx) error { return tx.PutMember(&store.Member{Thread: key, UserID: id}) })
	}
	full := store.Member{Thread: key, UserID: "anna", DisplayName: "Anna", ShareHistoryTime: at(5), Metadata: map[string]string{"a": "b"}}
	update(t, s, func(tx *store.Tx) error { return tx.PutMember(&full) })
	put("ben")
	put("cleo")
	if got := must(t, s, func(tx *store.Tx) (store.Member, error) { return tx.Member(key, "anna") }); !reflect.DeepEqual(got, full) {
		t.Errorf("the member is %+v, want %+v", got, full)
	}
	update(t, s, func(tx *store.Tx) error { return tx.RemoveMember(key, "ben", 42) })
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.RemoveMember(key, "ben", 43) })
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Member(key, "nobody"); return err })
	if got := must(t, s, func(tx *store.Tx) (store.Member, error) { return tx.Member(key, "ben") }); got.RemovedAt != 42 {
		t.Errorf("the removed member is %+v", got)
	}
	list := func(skip, limit int) (ids []string) {
		for _, m := range must(t, s, func(tx *store.Tx) ([]store.Member, error) { return tx.Members(key, skip, limit) }) {
			ids = append(ids, m.UserID)
		}
		return ids
	}
	count := func() int { return must(t, s, func(tx *store.Tx) (int, error) { return tx.CountMembers(key) }) }
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
