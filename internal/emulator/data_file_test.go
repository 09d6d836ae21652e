package emulator_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite" // the driver

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func inDataFile(file string) func(*emulator.Options) {
	return func(o *emulator.Options) { o.DataFile = file }
}

// breakFile changes a data file behind the server's back.
func breakFile(t *testing.T, file, statement string, arguments ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), statement, arguments...); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestAddParticipants_ABrokenStoreRefusesTheCall breaks the data behind the server's back, in each place that adding
// reads or writes.
func TestAddParticipants_ABrokenStoreRefusesTheCall(t *testing.T) {
	t.Parallel()
	for place, statement := range map[string]string{
		"memberships":     "UPDATE members SET metadata = '{' WHERE user_id = $1",
		"new memberships": "CREATE TRIGGER stop BEFORE INSERT ON members BEGIN SELECT RAISE(ABORT, 'stopped'); END",
	} {
		t.Run(place, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "chat.db")
			f := newFixture(t, inDataFile(file))
			anna, ben, carl := f.user(), f.user(), f.user()
			thread := anna.thread(carl.id)
			anna.chat("POST", path(thread, "/participants/:remove"), identifier(carl.id)).want(204)
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			broken := carl.id // has a membership to read
			breakFile(t, file, statement, broken)
			again := newFixture(t, inDataFile(file))
			anna.fixture = again
			adds := object{"participants": []object{participant(ben.id), participant(broken)}}
			anna.chat("POST", path(thread, "/participants/:add"), adds).wantCode(500, "InternalServerError")
			members, err := again.Members(t.Context(), thread)
			if err != nil || len(members) != 1 {
				t.Errorf("the members are %+v (%v)", members, err)
			}
		})
	}
}
