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
	Operations []Operation
	Pending    []Fault
}

func (s *Server) viewFaults() *faultsView {
	view := &faultsView{Pending: s.faults.list()}
	for _, route := range s.routes {
		if !slices.Contains(view.Operations, route.operation) {
			view.Operations = append(view.Operations, route.operation)
		}
	}
	return view
}

// injectFromPage injects the fault in the form.
func (s *Server) injectFromPage(w http.ResponseWriter, r *http.Request) {
	err := r.ParseForm()
	var fault Fault
	if err == nil {
		fault, err = faultInForm(r.PostForm)
	}
	if err == nil {
		err = s.CheckFault(fault)
	}
	if err == nil {
		s.InjectFault(fault)
	}
	showAgain(w, r, url.Values{"tab": {"faults"}}, err)
}

// clearFromPage forgets all faults.
func (s *Server) clearFromPage(w http.ResponseWriter, r *http.Request) {
	s.faults.clear()
	showAgain(w, r, url.Values{"tab": {"faults"}}, nil)
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
	return which + " " + faultEffect(f)
}

// faultEffect says what becomes of a call that a fault strikes.
func faultEffect(f Fault) string {
	what := "gets a response of 500"
	switch {
	case f.Hang:
		what = "hangs"
	case f.Drop:
		what = "loses its connection"
	case f.Truncate:
		what = "gets half of its response"
	case f.Status != 0:
		what = fmt.Sprintf("gets a response of %d", f.Status)
	case f.After:
		what = "gets its true response"
	}
	if f.After {
		what = "is carried out and then " + what
	}
	for _, name := range slices.Sorted(maps.Keys(f.Header)) {
		what += fmt.Sprintf(", %s: %s", name, strings.Join(f.Header[name], ", "))
	}
	return what
}
