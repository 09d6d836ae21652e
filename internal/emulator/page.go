package emulator

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

const (
	pageThreads  = 100 // threads that the page lists
	pageMessages = 50  // messages that it shows at a time
)

//go:embed page/page.html page/page.css
var pageFiles embed.FS

// pageView is what the page shows.
type pageView struct {
	Endpoint string
	Now      time.Time
	Users    int
	Total    int // threads in all
	More     int // threads that are not listed
	Threads  []Thread
	Selected string  // the id that was asked for
	Thread   *Thread // nil when there is no such thread
	Members  []Member
	Messages []messageView
	Older    string // the address of the messages before these
}

// messageView is a message with what the page says of it in words.
type messageView struct {
	Message
	Kind string // sent or system
	Who  string
	Text string
}

// servePage answers the requests for the page and its style, and tells whether
// this was one. The page shows everything without asking who looks, so it is
// for this machine only.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet || r.URL.Path != "/" && r.URL.Path != "/page.css" {
		return false
	}
	header := w.Header()
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-store")
	switch {
	case !fromThisMachine(r) || !addressedByIP(r):
		http.Error(w, "The page is shown on the machine that the emulator runs on only.", http.StatusForbidden)
	case r.URL.Path == "/page.css":
		http.ServeFileFS(w, r, pageFiles, "page/page.css")
	default:
		s.renderPage(w, r)
	}
	return true
}

func fromThisMachine(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}

func (s *Server) renderPage(w http.ResponseWriter, r *http.Request) {
	view, err := s.pageView(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var text strings.Builder
	if err := s.page.Execute(&text, view); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(text.String()))
}

// parsePage reads the page's template.
func parsePage() (*template.Template, error) {
	return template.ParseFS(pageFiles, "page/page.html")
}

// pageView reads what the page shows, all of it as it is at one moment.
func (s *Server) pageView(r *http.Request) (pageView, error) {
	view := pageView{Endpoint: s.URL(), Now: s.clock.Now(), Selected: r.URL.Query().Get("thread")}
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // what is no number shows the newest
	return view, s.data.Update(r.Context(), func(tx store.Tx) error {
		if err := tx.DeleteExpired(view.Now); err != nil {
			return err
		}
		return errors.Join(view.readThreads(tx), view.readThread(tx, before))
	})
}

// readThreads reads the list of threads.
func (view *pageView) readThreads(tx store.Tx) (err error) {
	if view.Users, err = tx.CountIdentities(); err != nil {
		return err
	}
	if view.Total, err = tx.CountThreads(); err != nil {
		return err
	}
	latest, err := tx.LatestThreads(pageThreads)
	for _, thread := range latest {
		view.Threads = append(view.Threads, inspectThread(thread))
	}
	view.More = view.Total - len(latest)
	return err
}

// readThread reads the selected thread, with its messages before a version or
// its newest ones.
func (view *pageView) readThread(tx store.Tx, before int64) error {
	found, err := tx.Thread(view.Selected)
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	thread := inspectThread(found)
	view.Thread = &thread
	members, err := tx.Members(found.Key, 0, 0)
	if err != nil {
		return err
	}
	view.Members = inspectMembers(members)
	messages, err := tx.Messages(store.MessageQuery{Thread: found.Key, Before: before, Limit: pageMessages + 1})
	if err != nil {
		return err
	}
	if len(messages) > pageMessages {
		messages = messages[:pageMessages]
		last := strconv.FormatInt(messages[pageMessages-1].Version, 10)
		view.Older = "/?" + url.Values{"thread": {view.Selected}, "before": {last}}.Encode()
	}
	for _, message := range messages {
		view.Messages = append(view.Messages, viewMessage(inspectMessage(message)))
	}
	return nil
}

// viewMessage says a message in words.
func viewMessage(m Message) messageView {
	view := messageView{Message: m, Kind: "sent", Who: m.SenderDisplayName, Text: m.Content}
	if m.SenderID != "" {
		if view.Who == "" {
			view.Who = m.SenderID
		}
		return view
	}
	view.Kind, view.Who = "system", m.InitiatorID
	var names []string
	for _, member := range m.Participants {
		if member.DisplayName != "" {
			names = append(names, fmt.Sprintf("%s (%s)", member.DisplayName, member.UserID))
		} else {
			names = append(names, member.UserID)
		}
	}
	switch m.Type {
	case typeTopicUpdated:
		view.Text = "set the topic: " + m.Content
	case typeParticipantAdded:
		view.Text = "added " + strings.Join(names, ", ")
	case typeParticipantRemoved:
		view.Text = "removed " + strings.Join(names, ", ")
	}
	return view
}
