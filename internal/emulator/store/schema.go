package store

import (
	"embed"
	"fmt"
	"io/fs"
)

// applicationID marks a SQLite file as the emulator's ("chat" in ASCII).
const applicationID = 0x63686174

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations returns the steps that lead from an empty file to the present schema; a file at version n has the first n
// steps behind it. Steps are only ever appended: a file of any earlier release is brought up to date on opening.
func migrations() ([]string, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql") // sorted, so by number
	if err != nil {
		return nil, fmt.Errorf("listing the migrations: %w", err)
	}
	var steps []string
	for _, name := range names {
		step, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading a migration: %w", err)
		}
		steps = append(steps, string(step))
	}
	return steps, nil
}
