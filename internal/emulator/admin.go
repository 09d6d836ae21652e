package emulator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
)

// adminHandler serves what tests in other languages than Go need.
//
//	POST   /faults    injects the Fault in the body, as JSON
//	GET    /faults    lists the faults that are not used up
//	DELETE /faults    forgets them all
//	POST   /seed      adds what the seed in the body names
//	GET    /export    returns what exists, as a seed
//	POST   /snapshot  remembers the data as it is; so does the start of the server
//	POST   /reset     goes back to that, and forgets faults, requests and counted calls
func (s *Server) adminHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /faults", s.adminInject)
	mux.HandleFunc("GET /faults", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", jsonContentType)
		_, _ = w.Write(encode(s.faults.list()))
	})
	mux.HandleFunc("DELETE /faults", func(w http.ResponseWriter, _ *http.Request) {
		s.faults.clear()
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("GET /export", func(w http.ResponseWriter, r *http.Request) {
		text, err := s.Export(r.Context())
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", jsonContentType)
		_, _ = w.Write(text)
	})
	mux.HandleFunc("POST /seed", adminChange(s.Seed))
	mux.HandleFunc("POST /snapshot", adminChange(func(ctx context.Context, _ []byte) error { return s.Snapshot(ctx) }))
	mux.HandleFunc("POST /reset", adminChange(func(ctx context.Context, _ []byte) error { return s.Reset(ctx) }))
	sameSite := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := sameSite.Check(r); err != nil {
			http.Error(w, "Web pages may not call the admin endpoint.", http.StatusForbidden)
			return
		}
		if !addressedByIP(r) && !s.addressedByName(r) {
			http.Error(
				w,
				"The admin endpoint is called by IP address, as localhost, or by a name that -host gives.",
				http.StatusForbidden,
			)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// maxSeed is the largest seed that is read over HTTP, in bytes.
const maxSeed = 256 << 20

// adminChange serves a call that changes the data with what is in its body.
func adminChange(change func(context.Context, []byte) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !isJSON(w, r) {
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxSeed))
		if err != nil {
			http.Error(w, fmt.Sprintf("The body could not be read: %v", err), http.StatusBadRequest)
			return
		}
		var wrong *SeedError
		switch err := change(r.Context(), body); {
		case errors.As(err, &wrong):
			http.Error(w, fmt.Sprintf("The seed is not valid: %v", err), http.StatusBadRequest)
		case err != nil:
			http.Error(w, err.Error(), http.StatusInternalServerError)
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	}
}

// isJSON refuses bodies of other types: a web page that somebody visits can send those here, but not JSON.
func isJSON(w http.ResponseWriter, r *http.Request) bool {
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "application/json" {
		http.Error(w, "The content type must be application/json.", http.StatusUnsupportedMediaType)
		return false
	}
	return true
}

func (s *Server) adminInject(w http.ResponseWriter, r *http.Request) {
	if !isJSON(w, r) {
		return
	}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	var fault Fault
	if err := decoder.Decode(&fault); err != nil {
		http.Error(w, fmt.Sprintf("The body is not a valid fault: %v", err), http.StatusBadRequest)
		return
	}
	if err := s.CheckFault(fault); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.InjectFault(fault)
	w.WriteHeader(http.StatusNoContent)
}
