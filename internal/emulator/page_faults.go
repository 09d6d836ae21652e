package emulator

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// faultsView is the tab with the faults.
type faultsView struct {
	Enabled    bool // the admin endpoint is on
	Operations []Operation
	Pending    []Fault
	Error      string // why the last one was not taken
}

func (s *Server) viewFaults(why string) *faultsView {
	view := &faultsView{Enabled: s.admin != nil, Pending: s.faults.list(), Error: why}
	for _, route := range s.routes {
		view.Operations = append(view.Operations, route.operation)
	}
	return view
}

// mayChange refuses forms when the admin endpoint is off, and those of other pages.
func (s *Server) mayChange(w http.ResponseWriter, r *http.Request) bool {
	if s.admin == nil {
		http.Error(w, "Faults are set from the page when the emulator runs with -admin.", http.StatusForbidden)
		return false
	}
	if err := s.page.sameSite.Check(r); err != nil {
		http.Error(w, "Only the emulator's own page may set faults.", http.StatusForbidden)
		return false
	}
	return true
}

// injectFromPage injects the fault in the form.
func (s *Server) injectFromPage(w http.ResponseWriter, r *http.Request) {
	if !s.mayChange(w, r) {
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	err := r.ParseForm()
	var fault Fault
	if err == nil {
		fault, err = faultInForm(r.PostForm)
	}
	if err == nil {
		err = s.checkFault(fault)
	}
	if err != nil {
		http.Redirect(w, r, "/?"+url.Values{"tab": {"faults"}, "error": {err.Error()}}.Encode(), http.StatusSeeOther)
		return
	}
	s.InjectFault(fault)
	http.Redirect(w, r, "/?tab=faults", http.StatusSeeOther)
}

// clearFromPage forgets all faults.
func (s *Server) clearFromPage(w http.ResponseWriter, r *http.Request) {
	if !s.mayChange(w, r) {
		return
	}
	s.faults.clear()
	http.Redirect(w, r, "/?tab=faults", http.StatusSeeOther)
}

// faultInForm reads the fields of the form: those of a Fault, of the three ways to break the connection at most one.
func faultInForm(form url.Values) (f Fault, err error) {
	f = Fault{Operation: Operation(form.Get("operation")), After: form.Has("after"), Body: form.Get("body")}
	for name, target := range map[string]*int{"nth": &f.Nth, "times": &f.Times, "status": &f.Status} {
		if text := form.Get(name); text != "" {
			if *target, err = strconv.Atoi(text); err != nil {
				return f, fmt.Errorf("%s is not a number: %q", name, text)
			}
		}
	}
	if seconds := form.Get("retry-after"); seconds != "" {
		f.Header = http.Header{"Retry-After": {seconds}}
	}
	switch form.Get("connection") {
	case "drop":
		f.Drop = true
	case "truncate":
		f.Truncate = true
	case "hang":
		f.Hang = true
	}
	return f, nil
}

// faultInWords says which calls a fault strikes, and what becomes of them.
func faultInWords(f Fault) string {
	which := "the next one"
	if f.Nth > 1 {
		which = fmt.Sprintf("number %d from the injection", f.Nth)
	}
	if f.Times > 1 {
		which += fmt.Sprintf(" and %d after it", f.Times-1)
	}
	what := "is answered 500"
	switch {
	case f.Hang:
		what = "hangs"
	case f.Drop:
		what = "loses its connection"
	case f.Truncate:
		what = "gets half of its answer"
	case f.Status != 0:
		what = fmt.Sprintf("is answered %d", f.Status)
	case f.After:
		what = "gets its true answer"
	}
	if f.After {
		what = "is carried out and then " + what
	}
	for _, name := range slices.Sorted(maps.Keys(f.Header)) {
		what += fmt.Sprintf(", %s: %s", name, strings.Join(f.Header[name], ", "))
	}
	return which + " " + what
}
