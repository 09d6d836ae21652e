package emulator

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
)

// adminHandler serves what tests in other languages than Go need: faults.
//
//	POST   /faults  injects the Fault in the body, as JSON
//	GET    /faults  lists the faults that are not used up
//	DELETE /faults  forgets them all
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
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !addressedByIP(r) && !s.addressedByName(r) {
			http.Error(w, "The admin endpoint is called by IP address, as localhost, or by a name that -host gives.", http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func (s *Server) adminInject(w http.ResponseWriter, r *http.Request) {
	// A web page that the user visits can send a body of another type here, but not this one.
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "application/json" {
		http.Error(w, "The content type must be application/json.", http.StatusUnsupportedMediaType)
		return
	}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	var fault Fault
	if err := decoder.Decode(&fault); err != nil {
		http.Error(w, fmt.Sprintf("The body is no fault: %v", err), http.StatusBadRequest)
		return
	}
	if err := s.checkFault(fault); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.InjectFault(fault)
	w.WriteHeader(http.StatusNoContent)
}

// checkFault refuses a fault that could never strike as it says.
func (s *Server) checkFault(f Fault) error {
	if f.Status != 0 && (f.Status < 200 || f.Status > 599) {
		return fmt.Errorf("the status %d is none of an answer", f.Status)
	}
	for _, route := range s.routes {
		if f.Operation == "" || f.Operation == route.operation {
			return nil
		}
	}
	return fmt.Errorf("there is no operation %q", f.Operation)
}
