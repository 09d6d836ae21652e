package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"modernc.org/sqlite" // also registers the driver
	sqlite3 "modernc.org/sqlite/lib"
)

// Store is the emulator's data. Transactions run one after the other; each sees what the ones before it wrote, and all
// of its own writes are kept or none. One connection suffices: transactions last well under a millisecond, an in-memory
// database lives in its connection, and SQLite's exclusive locking mode keeps every other process out for as long as it
// is open.
type Store struct {
	path string // of the data file, "" when the data is in memory
	db   *sql.DB
	conn *sql.Conn
	// turn holds one token; whoever has it may use the connection and all below.
	turn        chan struct{}
	statements  map[string]*sql.Stmt
	lastVersion int64
	texts       textIndex // has a lock of its own
	closed      bool
	closeOnce   sync.Once
	closeErr    error
}

// Open opens the data in path, which is created when it is not there, readable by its owner only because it holds keys;
// "" keeps the data in memory. The error wraps ErrInUse, ErrNewerSchema or ErrNotOurs where one of them is the cause.
func Open(ctx context.Context, path string) (*Store, error) {
	source := ":memory:"
	if path != "" {
		if err := checkOurs(ctx, path); err != nil {
			return nil, err
		}
		absolute, err := createFile(path)
		if err != nil {
			return nil, err
		}
		source = (&url.URL{Scheme: "file", Path: filepath.ToSlash(absolute)}).String()
	}
	db, err := sql.Open("sqlite", source)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", cmp.Or(path, "the data"), err)
	}
	s := &Store{path: path, db: db, turn: make(chan struct{}, 1), statements: map[string]*sql.Stmt{}}
	s.texts.threads = map[int64]*threadText{}
	if err := s.prepare(ctx, path == ""); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", cmp.Or(path, "the data"), s.advise(translate(err))), s.release())
	}
	s.turn <- struct{}{}
	if err := s.readTexts(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", cmp.Or(path, "the data"), err), s.Close())
	}
	return s, nil
}

// readTexts reads the index of texts from the data.
func (s *Store) readTexts(ctx context.Context) error {
	return s.Update(ctx, func(tx *Tx) (err error) {
		tx.texts, err = tx.allTexts()
		return err
	})
}

// prepare takes the connection and the lock, and brings the schema up to date.
func (s *Store) prepare(ctx context.Context, inMemory bool) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	s.conn = conn
	if !inMemory {
		// Before the journal mode: in this order the write-ahead log is kept exclusive too. NORMAL hands every commit
		// to the operating system before it is answered, which is what outlives a killed process.
		for _, pragma := range []string{"locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"} {
			if _, err := conn.ExecContext(ctx, "PRAGMA "+pragma); err != nil {
				return err
			}
		}
		// Exclusive mode takes the lock with the first write.
		if _, err := conn.ExecContext(ctx, "BEGIN EXCLUSIVE; COMMIT"); err != nil {
			return err
		}
	}
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = ON; ATTACH ':memory:' AS snapshot"); err != nil {
		return err
	}
	steps, err := migrations()
	if err != nil {
		return err
	}
	if err := migrate(ctx, conn, steps); err != nil {
		return err
	}
	return conn.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM threads").Scan(&s.lastVersion)
}

// migrate brings the schema up to the last of steps, each in a transaction of its own.
func migrate(ctx context.Context, conn *sql.Conn, steps []string) error {
	var application, version, tables int
	err := conn.QueryRowContext(ctx, `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id, pragma_user_version`).Scan(&application, &version, &tables)
	if err != nil {
		return err
	}
	if application != applicationID && tables > 0 {
		return ErrNotOurs
	}
	if version > len(steps) {
		return fmt.Errorf("%w (schema %d, this one knows %d)", ErrNewerSchema, version, len(steps))
	}
	for ; version < len(steps); version++ {
		step := fmt.Sprintf("BEGIN IMMEDIATE; %s; PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
			steps[version], applicationID, version+1)
		if _, err := conn.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("migrating to schema %d: %w", version+1, err)
		}
	}
	return nil
}

// View runs f in a transaction whose writes, if any, are dropped.
func (s *Store) View(ctx context.Context, f func(*Tx) error) error {
	return s.transact(ctx, "BEGIN", "ROLLBACK", func(tx *Tx) error {
		err := f(tx)
		tx.texts = nil
		return err
	})
}

// Update runs f in a transaction that is kept when f returns nil. When Update returns nil, the writes survive the end
// of the process.
func (s *Store) Update(ctx context.Context, f func(*Tx) error) error {
	return s.transact(ctx, "BEGIN IMMEDIATE", "COMMIT", f)
}

// transact runs f between begin and end. Once begun it is carried through even if ctx ends: a transaction takes less
// than the interruption of one would, and the service too finishes calls whose caller has gone.
func (s *Store) transact(ctx context.Context, begin, end string, f func(*Tx) error) (err error) {
	defer func() { err = s.advise(err) }()
	select {
	case <-s.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { s.turn <- struct{}{} }()
	if s.closed {
		return sql.ErrConnDone
	}
	tx := &Tx{s: s, ctx: context.WithoutCancel(ctx)}
	if err := tx.exec(begin); err != nil {
		return err
	}
	finished := false
	defer func() {
		if !finished { // f failed or panicked
			_ = tx.exec("ROLLBACK")
		}
	}()
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.exec(end); err != nil {
		return err
	}
	finished = true
	s.texts.take(tx.texts)
	return nil
}

// Close waits for the running transaction and frees the data file.
func (s *Store) Close() error {
	s.closeOnce.Do(func() {
		<-s.turn
		s.closed = true
		s.closeErr = s.release()
		s.turn <- struct{}{}
	})
	return s.closeErr
}

// release gives the connection back, which moves what is in the write-ahead log into the data file.
func (s *Store) release() error {
	var errs []error
	for _, statement := range s.statements {
		errs = append(errs, statement.Close())
	}
	if s.conn != nil {
		errs = append(errs, s.conn.Close())
	}
	return errors.Join(append(errs, s.db.Close())...)
}

// translate turns SQLite's error codes into this package's errors.
func translate(err error) error {
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return err
	}
	switch failure.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return fmt.Errorf("%w: %w", ErrExists, err)
	}
	switch failure.Code() & 0xff { // the rest of the code is detail
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrInUse, err)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", ErrNotOurs, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fmt.Errorf("%w: %w", ErrDisk, err)
	}
	return err
}

// advise says which file a failure of the disk is about, and what to do.
func (s *Store) advise(err error) error {
	var advice string
	switch {
	case errors.Is(err, ErrFull):
		advice = "free some space and repeat what failed"
	case errors.Is(err, ErrDamaged):
		advice = "put back a copy of the file, or move it away to begin with empty data"
	case errors.Is(err, ErrDisk):
		advice = "check the disk, and who may write the file and its folder"
	default:
		return err
	}
	return fmt.Errorf("%s: %w; %s", cmp.Or(s.path, "the memory"), err, advice)
}

// Tx is one transaction. It must not be used after the function it was given to has returned.
type Tx struct {
	s     *Store
	ctx   context.Context
	texts []text // changes of the index of texts, for the commit
}

// statement prepares each query once in the store's life: parsing would take longer than executing.
func (tx *Tx) statement(query string) (*sql.Stmt, error) {
	if statement, ok := tx.s.statements[query]; ok {
		return statement, nil
	}
	statement, err := tx.s.conn.PrepareContext(tx.ctx, query)
	if err != nil {
		return nil, err
	}
	tx.s.statements[query] = statement
	return statement, nil
}

func (tx *Tx) exec(query string, arguments ...any) error {
	_, err := tx.change(query, arguments...)
	return err
}

// change executes a query and returns the number of rows it touched.
func (tx *Tx) change(query string, arguments ...any) (int64, error) {
	statement, err := tx.statement(query) //nolint:sqlclosecheck // lives as long as the store, which closes it
	if err != nil {
		return 0, translate(err)
	}
	result, err := statement.ExecContext(tx.ctx, arguments...)
	if err != nil {
		return 0, translate(err)
	}
	return result.RowsAffected()
}

// changeOne executes a query that must touch a row, else ErrNotFound.
func (tx *Tx) changeOne(query string, arguments ...any) error {
	rows, err := tx.change(query, arguments...)
	if err == nil && rows == 0 {
		return ErrNotFound
	}
	return err
}

// one returns the only row of a query, read by scan, or ErrNotFound.
func one[T any](tx *Tx, scan func(row) (T, error), query string, arguments ...any) (T, error) {
	var zero T
	found, err := all(tx, scan, query, arguments...)
	if err != nil {
		return zero, err
	}
	if len(found) == 0 {
		return zero, ErrNotFound
	}
	return found[0], nil
}

// row is what scan functions read from.
type row interface{ Scan(targets ...any) error }

// all returns all the rows of a query, read by scan. It reads to the end before it returns, because the connection can
// do one thing at a time.
func all[T any](tx *Tx, scan func(row) (T, error), query string, arguments ...any) ([]T, error) {
	statement, err := tx.statement(query) //nolint:sqlclosecheck // lives as long as the store, which closes it
	if err != nil {
		return nil, translate(err)
	}
	rows, err := statement.QueryContext(tx.ctx, arguments...)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var found []T
	for rows.Next() {
		value, err := scan(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, value)
	}
	return found, translate(rows.Err())
}

// scanValue reads a row of one column.
func scanValue[T any](r row) (T, error) {
	var value T
	err := r.Scan(&value)
	return value, err
}

// NextVersion returns the version of a change made at now: epoch milliseconds, moved forward where necessary so that no
// version is ever given out twice.
func (tx *Tx) NextVersion(now time.Time) int64 {
	tx.s.lastVersion = max(now.UnixMilli(), tx.s.lastVersion+1)
	return tx.s.lastVersion
}
