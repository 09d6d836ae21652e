package store_test

import (
	"context"
	"errors"
	"path/filepath"
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
	suite := map[string]func(*testing.T, *store.Store){
		"identities come and go":                           identitiesComeAndGo,
		"settings are kept":                                settingsAreKept,
		"threads keep what they are given":                 threadsKeepWhatTheyAreGiven,
		"threads are listed by their last message":         threadsAreListedByTheirLastMessage,
		"deleting a thread drops its messages":             deletingAThreadDropsItsMessages,
		"threads expire on their day":                      threadsExpireOnTheirDay,
		"members are listed as they joined":                membersAreListedAsTheyJoined,
		"messages keep what they are given":                messagesKeepWhatTheyAreGiven,
		"messages are paged by their last change":          messagesArePagedByTheirLastChange,
		"messages can be bounded":                          messagesCanBeBounded,
		"messages are found and removed by sender":         messagesAreFoundAndRemovedBySender,
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
				s := open(t, file(t))
				check(t, s)
				if err := s.CheckTexts(t.Context()); err != nil && name != "a closed store refuses" {
					t.Error(err)
				}
			})
		}
	}
}

func open(t *testing.T, path string) *store.Store {
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
func update(t *testing.T, s *store.Store, f func(*store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); err != nil {
		t.Fatalf("updating: %v", err)
	}
}

// wantError checks that f fails with a reason.
func wantError(t *testing.T, s *store.Store, reason error, f func(*store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); !errors.Is(err, reason) {
		t.Errorf("failed with %v, want %v", err, reason)
	}
}

// must returns a value of a call that must succeed.
func must[T any](t *testing.T, s *store.Store, f func(*store.Tx) (T, error)) T {
	t.Helper()
	var value T
	err := s.View(t.Context(), func(tx *store.Tx) (err error) {
		value, err = f(tx)
		return err
	})
	if err != nil {
		t.Fatalf("reading: %v", err)
	}
	return value
}

func identitiesComeAndGo(t *testing.T, s *store.Store) {
	update(t, s, func(tx *store.Tx) error {
		return errors.Join(tx.InsertCustomIdentity("anna", "a", at(0)), tx.InsertIdentity("ben", at(0)),
			tx.BumpTokenGeneration("anna", at(1)), tx.NoteToken("anna", at(2)))
	})
	wantError(t, s, store.ErrExists, func(tx *store.Tx) error { return tx.InsertIdentity("anna", at(0)) })
	identity := func(tx *store.Tx) (store.Identity, error) { return tx.Identity("anna") }
	byCustomID := func(tx *store.Tx) (store.Identity, error) { return tx.IdentityByCustomID("a") }
	want := store.Identity{ID: "anna", CustomID: "a", TokenGeneration: 1, RevokedOn: at(1), LastTokenOn: at(2)}
	for _, look := range []func(*store.Tx) (store.Identity, error){identity, byCustomID} {
		if got := must(t, s, look); got != want {
			t.Errorf("the identity is %+v", got)
		}
	}
	takesA := func(tx *store.Tx) error { return tx.InsertCustomIdentity("carl", "a", at(0)) }
	wantError(t, s, store.ErrExists, takesA)
	wasUsed := func(id string) bool {
		return must(t, s, func(tx *store.Tx) (bool, error) { return tx.CustomIDWasUsed(id) })
	}
	if !wasUsed("a") || wasUsed("b") {
		t.Error("custom ids that were used are not known")
	}
	update(t, s, func(tx *store.Tx) error { return tx.DeleteIdentity("anna", at(1)) })
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := byCustomID(tx); return err })
	if !wasUsed("a") {
		t.Error("the custom id of a deleted user is forgotten")
	}
	for _, id := range []string{"anna", "nobody"} {
		wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Identity(id); return err })
		wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.DeleteIdentity(id, at(1)) })
		wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.BumpTokenGeneration(id, at(1)) })
		wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.NoteToken(id, at(1)) })
	}
	got := must(t, s, (*store.Tx).Identities)
	if !slices.Equal(got, []store.Identity{{ID: "ben"}}) || must(t, s, (*store.Tx).CountIdentities) != 1 {
		t.Errorf("identities are %v", got)
	}
	update(t, s, takesA)
}

func settingsAreKept(t *testing.T, s *store.Store) {
	setting := func(tx *store.Tx) (string, error) { return tx.Setting("key") }
	if got := must(t, s, setting); got != "" {
		t.Errorf("a setting that was never set is %q", got)
	}
	for _, value := range []string{"one", "two"} {
		update(t, s, func(tx *store.Tx) error { return tx.PutSetting("key", value) })
		if got := must(t, s, setting); got != value {
			t.Errorf("the setting is %q, want %q", got, value)
		}
	}
}

func repeatableRequestsAreRemembered(t *testing.T, s *store.Store) {
	update(t, s, func(tx *store.Tx) error {
		return tx.SaveRepeatable("anna", "1", store.Repeatable{ThreadID: "t", Invalid: "null"})
	})
	got := must(t, s, func(tx *store.Tx) (store.Repeatable, error) { return tx.Repeated("anna", "1") })
	if got != (store.Repeatable{ThreadID: "t", Invalid: "null"}) {
		t.Errorf("remembered is %+v", got)
	}
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Repeated("ben", "1"); return err })
	wantError(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Repeated("anna", "2"); return err })
}

func versionsNeverRepeat(t *testing.T, s *store.Store) {
	var given []int64
	for _, now := range []time.Time{at(0), at(0), at(5), at(1)} { // also when the clock is set back
		update(t, s, func(tx *store.Tx) error {
			given = append(given, tx.NextVersion(now))
			return nil
		})
	}
	first := at(0).UnixMilli()
	if want := []int64{first, first + 1, first + 5000, first + 5001}; !slices.Equal(given, want) {
		t.Errorf("versions are %v, want %v", given, want)
	}
}

func aFailedUpdateLeavesNothing(t *testing.T, s *store.Store) {
	failure := errors.New("failure")
	wantError(t, s, failure, func(tx *store.Tx) error { return errors.Join(tx.InsertIdentity("anna", at(0)), failure) })
	if got := must(t, s, (*store.Tx).Identities); len(got) != 0 {
		t.Errorf("a failed update left %v", got)
	}
}

func aViewLeavesNothing(t *testing.T, s *store.Store) {
	if err := s.View(t.Context(), func(tx *store.Tx) error { return tx.InsertIdentity("anna", at(0)) }); err != nil {
		t.Fatal(err)
	}
	if got := must(t, s, (*store.Tx).Identities); len(got) != 0 {
		t.Errorf("a view left %v", got)
	}
}

func aPanicDoesNotBlockTheStore(t *testing.T, s *store.Store) {
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Update(t.Context(), func(tx *store.Tx) error {
			_ = tx.InsertIdentity("anna", at(0))
			panic("defect")
		})
	}()
	if got := must(t, s, (*store.Tx).Identities); len(got) != 0 {
		t.Errorf("the panic left %v", got)
	}
}

func aGoneCallerIsRefused(t *testing.T, s *store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	update(t, s, func(*store.Tx) error { // has the turn while the other waits
		cancel()
		err := s.Update(ctx, func(tx *store.Tx) error { return tx.InsertIdentity("anna", at(0)) })
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

func aClosedStoreRefuses(t *testing.T, s *store.Store) {
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), func(tx *store.Tx) error { return tx.InsertIdentity("anna", at(0)) }); err == nil {
		t.Error("a closed store accepted a write")
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
}
