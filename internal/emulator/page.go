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
	calls     recentCalls
	sameSite  *http.CrossOriginProtection // refuses forms that pages of other origins send
}

// pageView is what the page shows. One of Chat, People, Calls and Faults is set: the tab that is open.
type pageView struct {
	Endpoint       string
	Users, Threads int // in all
	Tab            string
	Chat           *chatView
	People         *peopleView
	Calls          []recentCall
	Faults         *faultsView
}

func newWebPage() (*webPage, error) {
	templates, err := template.New("").Funcs(template.FuncMap{"json": asJSON, "safe": safeHTML, "inWords": faultInWords}).ParseFS(pageFiles, "page/*.html")
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
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "+
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
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
	case "POST /page/faults":
		return s.injectFromPage
	case "POST /page/faults/clear":
		return s.clearFromPage
	}
	return nil
}

// showPage shows the tab that the query asks for, all of it as it is at one moment.
func (s *Server) showPage(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	view := pageView{Tab: query.Get("tab")}
	err := s.data.Update(r.Context(), func(tx *store.Tx) (err error) {
		if err := tx.DeleteExpired(s.clock.Now()); err != nil {
			return err
		}
		names := namesIn{tx, map[string]string{}}
		switch view.Tab {
		case "people":
			view.People, err = viewPeople(tx, names)
		case "calls":
			view.Calls, err = s.page.calls.view(names)
		case "faults":
			view.Faults = s.viewFaults(query.Get("error"))
		default:
			view.Tab = "chat"
			view.Chat, err = viewChat(tx, names, query)
		}
		return err
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.writePage(w, r, view)
}

// writePage writes the page around a tab.
func (s *Server) writePage(w http.ResponseWriter, r *http.Request, view pageView) {
	view.Endpoint = s.URL()
	var text strings.Builder
	err := s.data.View(r.Context(), func(tx *store.Tx) (err error) {
		if view.Users, err = tx.CountIdentities(); err != nil {
			return err
		}
		view.Threads, err = tx.CountThreads()
		return err
	})
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
