package emulator

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

const (
	pageRequests = 200 // requests that the page lists
	hexBytes     = 512 // bytes that it shows of a body that is not text
)

// The statuses to filter by that are not a number.
const (
	statusFailed = "failed"
	statusCut    = "cut"
)

// requestsView is the tab with the requests, and one of them.
type requestsView struct {
	Filter     requestFilter
	Operations []string
	Statuses   []string
	Users      []person
	Threads    []threadLine
	Requests   []requestView // that the filter lets through, the newest first
	More       bool          // there are requests that are not listed
	Selected   string        // the number that was asked for
	Request    *requestView  // nil when there is no such request
}

// requestFilter says which requests are listed; "" lets all through.
type requestFilter struct{ Operation, Status, User, Thread string }

// requestView is a request with what the page says of it.
type requestView struct {
	Request
	User     *person // nil for none
	Thread   string  // the id of the thread that it is about or created, "" for none
	Topic    string  // of the thread
	Address  string
	Selected bool
}

// Failed reports whether the call was not carried out as asked.
func (r requestView) Failed() bool { return r.Status < 200 || r.Status > 299 }

// Milliseconds is how long the response took.
func (r requestView) Milliseconds() string { return fmt.Sprintf("%.1f", r.Took.Seconds()*1000) }

// Cut reports whether the page shows the beginning of the response's body only.
func (r requestView) Cut() bool {
	return r.ResponseSize > len(r.ResponseBody) && len(r.ResponseBody) == recordedBody
}

// viewRequests shows those of the requests that the query asks for.
func viewRequests(tx *store.Tx, names namesIn, requests []Request, query url.Values) (*requestsView, error) {
	view := &requestsView{
		Filter:   requestFilter{query.Get("operation"), query.Get("status"), query.Get("user"), query.Get("thread")},
		Selected: query.Get("request"),
	}
	threads := threadsIn{tx, map[string]store.Thread{}}
	slices.Reverse(requests)
	for _, request := range requests {
		thread := threadOf(request)
		listed := view.Filter.includes(request, thread)
		if listed && len(view.Requests) == pageRequests {
			listed, view.More = false, true
		}
		if !listed && view.Selected != strconv.Itoa(request.Number) {
			continue
		}
		line, err := view.line(names, threads, request, thread)
		if err != nil {
			return nil, err
		}
		if line.Selected {
			view.Request = &line
		}
		if listed {
			view.Requests = append(view.Requests, line)
		}
	}
	return view, view.readChoices(names, threads, requests)
}

// On reports whether anything is filtered.
func (f requestFilter) On() bool { return f != requestFilter{} }

// includes reports whether the filter lets a request through that is about a thread.
func (f requestFilter) includes(r Request, thread string) bool {
	failed := r.Status < 200 || r.Status > 299
	status := f.Status == "" || f.Status == statusText(r.Status) || f.Status == statusFailed && failed
	return status && (f.Operation == "" || f.Operation == string(r.Operation)) &&
		(f.User == "" || f.User == r.UserID) && (f.Thread == "" || f.Thread == thread)
}

func statusText(status int) string {
	if status == 0 {
		return statusCut
	}
	return strconv.Itoa(status)
}

// line is a request as the list shows it.
func (view *requestsView) line(names namesIn, threads threadsIn, request Request, thread string) (requestView, error) {
	number := strconv.Itoa(request.Number)
	line := requestView{
		Request:  request,
		Thread:   thread,
		Address:  view.Address("request", number),
		Selected: number == view.Selected,
	}
	if request.UserID != "" {
		user, err := names.person(request.UserID)
		if err != nil {
			return line, err
		}
		line.User = &user
	}
	var err error
	line.Topic, err = threads.topic(thread)
	return line, err
}

// Address is that of the tab with the same filter and other parameters.
func (view *requestsView) Address(namesAndValues ...string) string {
	query := url.Values{"tab": {"requests"}}
	filter := view.Filter
	for name, value := range map[string]string{
		"operation": filter.Operation, "status": filter.Status, "user": filter.User, "thread": filter.Thread,
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	for i := 0; i < len(namesAndValues); i += 2 {
		query.Set(namesAndValues[i], namesAndValues[i+1])
	}
	return "/?" + query.Encode()
}

// readChoices reads what the requests can be filtered by: what occurs in them.
func (view *requestsView) readChoices(names namesIn, threads threadsIn, requests []Request) error {
	operations, statuses, users, about := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, request := range requests {
		operations[string(request.Operation)], statuses[statusText(request.Status)] = true, true
		users[request.UserID], about[threadOf(request)] = true, true
	}
	view.Operations = occurring(operations, view.Filter.Operation)
	view.Statuses = occurring(statuses, view.Filter.Status, statusFailed)
	for _, id := range occurring(users, view.Filter.User) {
		user, err := names.person(id)
		if err != nil {
			return err
		}
		view.Users = append(view.Users, user)
	}
	for _, id := range occurring(about, view.Filter.Thread) {
		topic, err := threads.topic(id)
		if err != nil {
			return err
		}
		view.Threads = append(view.Threads, threadLine{ID: id, Short: shortThreadID(id), Topic: shorten(topic, optionName)})
	}
	return nil
}

// occurring returns what occurs and more, sorted, without "".
func occurring(occurs map[string]bool, more ...string) []string {
	for _, value := range more {
		occurs[value] = true
	}
	delete(occurs, "")
	return slices.Sorted(maps.Keys(occurs))
}

// threadOf returns the id of the thread that a request names or created, "" for none.
func threadOf(request Request) string {
	if request.Operation != OpCreateThread {
		return request.ThreadID
	}
	location, err := url.Parse(request.ResponseHeader.Get("Location"))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(location.Path, "/chat/threads/")
}

// threadsIn looks for threads, each once.
type threadsIn struct {
	tx    *store.Tx
	known map[string]store.Thread // by id
}

// topic returns the topic of a thread, "" when there is no such thread.
func (t threadsIn) topic(id string) (string, error) {
	found, known := t.known[id]
	if !known && id != "" {
		var err error
		if found, err = t.tx.Thread(id); err != nil && !isNotFound(err) {
			return "", err
		}
		t.known[id] = found
	}
	return found.Topic, nil
}

// HeaderLines returns the headers of the request as text, sorted.
func (r requestView) HeaderLines() string { return headerLines(r.Header) }

// ResponseHeaderLines returns the headers of the response as text, sorted.
func (r requestView) ResponseHeaderLines() string { return headerLines(r.ResponseHeader) }

func headerLines(header http.Header) string {
	var lines strings.Builder
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			fmt.Fprintf(&lines, "%s: %s\n", name, strings.ToValidUTF8(value, "\uFFFD"))
		}
	}
	return lines.String()
}

// bodyText shows a body: JSON indented, other text as it is, and what is not text in hexadecimal.
func bodyText(body []byte) string {
	var indented bytes.Buffer
	switch {
	case !utf8.Valid(body):
		shown := body[:min(len(body), hexBytes)]
		text := fmt.Sprintf("%d bytes that are not UTF-8:\n%s", len(body), hex.Dump(shown))
		if len(shown) < len(body) {
			text += "…"
		}
		return text
	case json.Indent(&indented, body, "", "  ") == nil:
		return indented.String()
	}
	return string(body)
}
