package emulator

import (
	"errors"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// brokenTx is a transaction in which one call fails.
type brokenTx struct {
	store.Tx
	broken string
}

var errBroken = errors.New("broken")

func (tx brokenTx) fail(call string) error {
	if tx.broken == call {
		return errBroken
	}
	return nil
}

func (tx brokenTx) CountMembers(int64) (int, error) { return 0, tx.fail("CountMembers") }

func (tx brokenTx) Member(int64, string) (store.Member, error) {
	if err := tx.fail("Member"); err != nil {
		return store.Member{}, err
	}
	return store.Member{}, store.ErrNotFound
}

func (tx brokenTx) Identity(id string) (store.Identity, error) {
	return store.Identity{ID: id}, tx.fail("Identity")
}

func (tx brokenTx) PutMember(*store.Member) error { return tx.fail("PutMember") }

func TestPutMembers_FailuresOfTheStoreAreReported(t *testing.T) {
	t.Parallel()
	k := keys{resource: "c4a7e570-0000-4000-8000-000000000000"}
	s := &Server{ids: newIdentifiers(k.resource)}
	for _, call := range []string{"CountMembers", "Member", "Identity", "PutMember", ""} {
		added, _, err := s.putMembers(brokenTx{broken: call}, &store.Thread{}, []store.Member{{UserID: k.newUserID()}})
		if errors.Is(err, errBroken) != (call != "") || len(added) != 0 && call != "" {
			t.Errorf("with a broken %s %d were added: %v", call, len(added), err)
		}
	}
}
