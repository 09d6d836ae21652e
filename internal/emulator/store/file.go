package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
)

// checkOurs returns ErrNotOurs for a file that another program wrote, which opening it would change. A file that is not
// there, or is empty, is fine.
func checkOurs(ctx context.Context, path string) error {
	const headerSize, idAt = 72, 68 // of the format that https://sqlite.org/fileformat.html describes
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the data file: %w", err)
	}
	defer file.Close()
	header := make([]byte, headerSize)
	switch n, err := io.ReadFull(file, header); {
	case n == 0:
		return nil
	case err != nil || !bytes.HasPrefix(header, []byte("SQLite format 3\x00")):
		return fmt.Errorf("opening %s: %w", path, ErrNotOurs)
	}
	switch binary.BigEndian.Uint32(header[idAt:]) {
	case applicationID:
		return nil
	case 0: // not marked yet: the mark may be in the write-ahead log of a process that was killed, without a table
		return checkEmpty(ctx, path)
	}
	return fmt.Errorf("opening %s: %w", path, ErrNotOurs)
}

// checkEmpty returns ErrNotOurs for a database that has tables. It writes nothing, not even a lock.
func checkEmpty(ctx context.Context, path string) error {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("locating the data file: %w", err)
	}
	source := &url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: "immutable=1"}
	db, err := sql.Open("sqlite", source.String())
	if err != nil {
		return fmt.Errorf("opening %s: %w", path, err)
	}
	defer db.Close()
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return fmt.Errorf("opening %s: %w", path, translate(err))
	}
	if tables > 0 {
		return fmt.Errorf("opening %s: %w", path, ErrNotOurs)
	}
	return nil
}

// createFile makes the file if necessary, and returns its absolute path. The file will hold keys, so it is closed to
// others before anything is written, also one that was there already.
func createFile(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("locating the data file: %w", err)
	}
	file, err := os.OpenFile(absolute, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return "", fmt.Errorf("creating the data file: %w", err)
	}
	if err := errors.Join(closeToOthers(file), file.Close()); err != nil {
		return "", fmt.Errorf("creating the data file: %w", err)
	}
	return absolute, nil
}

// closeToOthers takes away what others than the owner may do with a file. (Windows knows no such modes.)
func closeToOthers(file *os.File) error {
	info, err := file.Stat()
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	if err := file.Chmod(0o600); err != nil {
		return fmt.Errorf("others may read %s, which is to hold keys, and that cannot be changed: %w", file.Name(), err)
	}
	return nil
}
