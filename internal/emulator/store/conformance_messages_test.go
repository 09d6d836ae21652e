package store_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

func messagesKeepWhatTheyAreGiven(t *testing.T, s *store.Store) {
	key := thread(t, s, "t").Key
	message := store.Message{
		Thread: key, ID: 1, Type: "text", Sequence: 2, Version: 3, Content: "hi\x00ö", SenderID: "anna", SenderName: "Anna",
		CreatedOn: at(0), Metadata: map[string]string{"": "empty key"},
		Participants: []store.Member{{UserID: "ben", ShareHistoryTime: at(1)}}, Initiator: "cleo",
	}
	update(t, s, func(tx *store.Tx) error { return tx.InsertMessage(&message) })
	get := func(tx *store.Tx) (store.Message, error) { return tx.Message(key, 1) }
	if got := must(t, s, get); !reflect.DeepEqual(got, message) {
		t.Errorf("the message is %+v, want %+v", got, message)
	}
	message.Version, message.Sequence, message.Content, message.EditedOn, message.DeletedOn, message.Metadata = 9, 8, "", at(2), at(3), nil
	update(t, s, func(tx *store.Tx) error { return tx.UpdateMessage(&message) })
	if got := must(t, s, get); !reflect.DeepEqual(got, message) {
		t.Errorf("the message is %+v, want %+v", got, message)
	}
	wantError(t, s, store.ErrExists, func(tx *store.Tx) error { return tx.InsertMessage(&message) })
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.UpdateMessage(&store.Message{Thread: key, ID: 2}) })
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Message(key, 2); return err })
}

// messageIDs returns the ids of the messages that a query finds, in its order.
func messageIDs(t *testing.T, s *store.Store, query store.MessageQuery) (ids []int64) {
	t.Helper()
	for _, m := range must(t, s, func(tx *store.Tx) ([]store.Message, error) { return tx.Messages(query) }) {
		ids = append(ids, m.ID)
	}
	return ids
}

func messagesArePagedByTheirLastChange(t *testing.T, s *store.Store) {
	key, other := thread(t, s, "t").Key, thread(t, s, "other").Key
	update(t, s, func(tx *store.Tx) error {
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

func messagesCanBeBounded(t *testing.T, s *store.Store) {
	key := thread(t, s, "t").Key
	update(t, s, func(tx *store.Tx) error {
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

func messagesAreFoundAndRemovedBySender(t *testing.T, s *store.Store) {
	one, two := thread(t, s, "one").Key, thread(t, s, "two").Key
	update(t, s, func(tx *store.Tx) error {
		var errs []error
		for i, thread := range []int64{one, two, one, two} {
			sender := []string{"anna", "anna", "ben", "anna"}[i]
			id := int64(i + 1)
			errs = append(errs, tx.PutMember(&store.Member{Thread: thread, UserID: sender}), tx.InsertMessage(&store.Message{
				Thread: thread, ID: id, Version: id, SenderID: sender, Content: "x", CreatedOn: at(i)}))
		}
		errs = append(errs, tx.RemoveMember(two, "anna", 9))
		deleted := store.Message{Thread: two, ID: 4, Version: 10}
		deleted.Delete(at(9))
		return errors.Join(append(errs, tx.UpdateMessage(&deleted))...)
	})
	var ids []int64
	for _, m := range must(t, s, func(tx *store.Tx) ([]store.Message, error) { return tx.MessagesOf("anna") }) {
		ids = append(ids, m.ID)
	}
	if !slices.Equal(ids, []int64{1, 2}) {
		t.Errorf("anna has sent %v", ids)
	}
	update(t, s, func(tx *store.Tx) error { return tx.RemoveMessagesOf("anna") })
	for thread, want := range map[int64][]int64{one: {3}, two: nil} {
		if ids := messageIDs(t, s, store.MessageQuery{Thread: thread, Limit: 9}); !slices.Equal(ids, want) {
			t.Errorf("left are %v, want %v", ids, want)
		}
	}
}

func receiptsAreReplaced(t *testing.T, s *store.Store) {
	key := thread(t, s, "t").Key
	update(t, s, func(tx *store.Tx) error {
		return errors.Join(tx.PutReadReceipt(&store.ReadReceipt{Thread: key, UserID: "ben", Message: 1, ReadOn: at(1)}),
			tx.PutReadReceipt(&store.ReadReceipt{Thread: key, UserID: "anna", Message: 1, ReadOn: at(1)}),
			tx.PutReadReceipt(&store.ReadReceipt{Thread: key, UserID: "ben", Message: 2, ReadOn: at(2)}))
	})
	list := func(skip, limit int) []store.ReadReceipt {
		return must(t, s, func(tx *store.Tx) ([]store.ReadReceipt, error) { return tx.ReadReceipts(key, skip, limit) })
	}
	ben := store.ReadReceipt{Thread: key, UserID: "ben", Message: 2, ReadOn: at(2)}
	if got := list(0, 9); len(got) != 2 || got[0].UserID != "anna" || got[1] != ben {
		t.Errorf("receipts are %v", got)
	}
	if got := list(1, 1); !slices.Equal(got, []store.ReadReceipt{ben}) {
		t.Errorf("the second receipt is %v", got)
	}
}
