package emulator

import (
	"embed"
	"html/template"
	"mime"
	"net/http"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

//go:embed page
var pageFiles embed.FS

// webPage is what the emulator shows to people in a browser.
type webPage struct {
	templates *template.Template
	sameSite  *http.CrossOriginProtection // refuses forms that pages of other origins send
}

// pageView is what the page shows. One of Chat, Users, Requests, Faults and Service is set: the tab that is open.
type pageView struct {
	Endpoint               string
	Tab                    string
	Error                  string // why the last form was not carried out
	Acts                   bool   // who looks may act: send messages, issue tokens, know the access key
	Admin                  bool   // the admin endpoint is on
	UserCount, ThreadCount int
	Connection             string // the connection string; "" unless Acts
	Chat                   *chatView
	Users                  *usersView
	Requests               *requestsView
	Faults                 *faultsView
	Service                bool
}

func newWebPage() (*webPage, error) {
	functions := template.FuncMap{
		"json":    asJSON,
		"safe":    safeHTML,
		"inWords": faultInWords,
		"effect":  faultEffect,
		"body":    bodyText,
	}
	templates, err := template.New("").Funcs(functions).ParseFS(pageFiles, "page/*.html")
	return &webPage{templates: templates, sameSite: http.NewCrossOriginProtection()}, err
}

// servePage answers the requests for the page and what belongs to it, and reports whether this was one. The page shows
// everything without asking who looks, so it is for this machine only.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) bool {
	serve := s.pageHandler(r)
	if serve == nil {
		return false
	}
	header := w.Header()
	header.Set(
		"Content-Security-Policy",
		"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "+
			"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin") // browsers send no Origin with a form otherwise
	header.Set("Cache-Control", "no-store")
	if !s.mayLook(r) {
		http.Error(w, "The page is shown on the machine that the emulator runs on only.", http.StatusForbidden)
		return true
	}
	serve(w, r)
	return true
}

// pageHandler returns what answers a request for the page, nil when it is for the service.
func (s *Server) pageHandler(r *http.Request) http.HandlerFunc {
	switch r.Method + " " + r.URL.Path {
	case "GET /":
		return s.showPage
	case "GET /page.css", "GET /page.js", "GET /page.svg":
		return func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, pageFiles, "page"+r.URL.Path) }
	case "POST /page/messages":
		return s.acting(s.sendFromPage)
	case "POST /page/tokens":
		return s.acting(s.issueFromPage)
	case "POST /page/faults":
		return s.administering(s.injectFromPage)
	case "POST /page/faults/clear":
		return s.administering(s.clearFromPage)
	case "GET /page/export":
		return s.administering(s.exportFromPage)
	case "POST /page/seed":
		return s.administering(s.seedFromPage)
	case "POST /page/snapshot":
		return s.administering(s.snapshotFromPage)
	case "POST /page/reset":
		return s.administering(s.resetFromPage)
	}
	return nil
}

// showPage shows the tab that the query asks for, all of it as it is at one moment.
func (s *Server) showPage(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	view := pageView{
		Tab:      query.Get("tab"),
		Error:    query.Get("error"),
		Acts:     s.mayAct(r),
		Admin:    s.admin != nil,
		Endpoint: s.URL(),
	}
	if view.Acts {
		view.Connection = s.ConnectionString()
	}
	var searched []int64
	if words := query.Get("q"); words != "" {
		searched = s.data.SearchThreads(words, pageThreads+1) // before the transaction: it would hold up the service's calls
	}
	err := s.data.Update(r.Context(), func(tx *store.Tx) (err error) {
		if err := tx.DeleteExpired(s.clock.Now()); err != nil {
			return err
		}
		names := namesIn{tx, map[string]string{}}
		switch view.Tab {
		case "users":
			view.Users, err = viewUsers(tx, names)
		case "requests":
			view.Requests, err = viewRequests(tx, names, s.requests.list(func(*Request) bool { return true }), query)
		case "faults":
			view.Faults = s.viewFaults()
		case "service":
			view.Service = true
		default:
			view.Tab = "chat"
			view.Chat, err = viewChat(tx, names, query, searched)
		}
		if err != nil {
			return err
		}
		if view.UserCount, err = tx.CountIdentities(); err != nil {
			return err
		}
		view.ThreadCount, err = tx.CountThreads()
		return err
	})
	var text strings.Builder
	if err == nil {
		err = s.page.templates.ExecuteTemplate(&text, "page.html", view)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(".html"))
	_, _ = w.Write([]byte(text.String())) // the browser may have gone, which is its affair
}
