package emulator

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// The forms of the tab Service do what the admin endpoint does.

// exportFromPage has the browser save what exists as a seed.
func (s *Server) exportFromPage(w http.ResponseWriter, r *http.Request) {
	text, err := s.Export(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", jsonContentType)
	w.Header().Set("Content-Disposition", `attachment; filename="seed.json"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
}

// seedFromPage adds what the seed in the form's file holds.
func (s *Server) seedFromPage(w http.ResponseWriter, r *http.Request) {
	text, err := fileInForm(r, "seed")
	if err == nil {
		err = s.Seed(r.Context(), text)
	}
	var wrong *SeedError
	if errors.As(err, &wrong) {
		err = fmt.Errorf("the seed is not valid: %w", err)
	}
	showAgain(w, r, url.Values{"tab": {"service"}}, err)
}

func fileInForm(r *http.Request, field string) ([]byte, error) {
	file, _, err := r.FormFile(field)
	if errors.Is(err, http.ErrMissingFile) {
		return nil, errors.New("choose a file with a seed first")
	}
	if err != nil {
		return nil, fmt.Errorf("reading the form: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("reading the file: %w", err)
	}
	return text, nil
}

// snapshotFromPage remembers the data as it is.
func (s *Server) snapshotFromPage(w http.ResponseWriter, r *http.Request) {
	showAgain(w, r, url.Values{"tab": {"service"}}, s.Snapshot(r.Context()))
}

// resetFromPage goes back to the last snapshot.
func (s *Server) resetFromPage(w http.ResponseWriter, r *http.Request) {
	showAgain(w, r, url.Values{"tab": {"service"}}, s.Reset(r.Context()))
}
