package page

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
)

// application is a web page with the official SDK, on an origin of its own, and the emulator that it calls over https.
type application struct {
	t     *testing.T
	chat  *emulator.Server
	pages *httptest.Server
	key   string // of the emulator's certificate, as openTrusting takes it
}

// newApplication starts both. The emulator is told to let pages of the named hosts in, if there are any.
func newApplication(t *testing.T, named ...string) *application {
	t.Helper()
	bundle := os.Getenv("CHAT_SDK_BUNDLE")
	if bundle == "" {
		t.Skip("CHAT_SDK_BUNDLE names no bundle of the SDK; test/page/run makes one")
	}
	if _, err := os.Stat(bundle); err != nil {
		t.Fatal(err)
	}
	certificate, err := emulator.NewCertificate(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(certificate.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	key := sha256.Sum256(parsed.RawSubjectPublicKeyInfo)
	a := &application{t: t, key: base64.StdEncoding.EncodeToString(key[:])}
	a.pages = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/bundle.js" {
			http.ServeFile(w, r, bundle)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprint(w, `<!DOCTYPE html><title>An application</title><script src="/bundle.js"></script>`)
	}))
	t.Cleanup(a.pages.Close)
	a.chat = emulatortest.New(t, func(o *emulator.Options) {
		o.TLS = &certificate
		for _, host := range named {
			o.Origins = append(o.Origins, a.origin(host))
		}
	})
	return a
}

// origin is that of the application's page under a host name.
func (a *application) origin(host string) string {
	return strings.Replace(a.pages.URL, "127.0.0.1", host, 1)
}

// user makes a user as the page takes it.
func (a *application) user() string {
	a.t.Helper()
	id, err := a.chat.CreateUser(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	token, err := a.chat.IssueToken(a.t.Context(), id)
	if err != nil {
		a.t.Fatal(err)
	}
	text, err := json.Marshal(map[string]string{"id": id, "token": token})
	if err != nil {
		a.t.Fatal(err)
	}
	return string(text)
}

// open opens the application under a host name.
func (a *application) open(host string) *browser {
	a.t.Helper()
	b := openTrusting(a.t, a.key)
	b.do("Page.navigate", map[string]any{"url": a.origin(host)}, nil)
	b.awaitLoad()
	return b
}

// converse is the call of the page's function, for evaluate.
func (a *application) converse() string {
	return fmt.Sprintf("converse(%q, %s, %s)", a.chat.URL(), a.user(), a.user())
}

func TestSDK_UsersWriteToEachOtherFromAPageOfAnotherOrigin(t *testing.T) {
	a := newApplication(t)
	a.chat.InjectFault(
		emulator.Fault{
			Operation: emulator.OpListMessages,
			Status:    http.StatusTooManyRequests,
			Header:    http.Header{"Retry-After": {"1"}},
		},
	)
	read := []any{"Ben: Hello Anna", "Anna: Hello Ben"}
	want := map[string]any{
		"annaReads": read, "benReads": read, "topic": "From another origin", "members": 2.0, "receipts": 1.0,
		"refused": 404.0,
	}
	if got := a.open("127.0.0.1").evaluate(a.converse()); !reflect.DeepEqual(got, want) {
		t.Errorf("the page got %v, want %v", got, want)
	}
	if listed := a.chat.Requests(emulator.OpListMessages); len(listed) != 3 {
		t.Errorf("messages were listed by %d calls, want a refused one and one for each of the two users", len(listed))
	}
}

func TestSDK_PagesOfOriginsThatAreNotNamedCannotCall(t *testing.T) {
	a := newApplication(t)
	got := a.open("evil.example").evaluate(a.converse() + `.catch((error) => error.name)`)
	if got != "RestError" {
		t.Errorf("the page got %v, although its browser must not have let it", got)
	}
	if calls := a.chat.Requests(); len(calls) > 0 {
		t.Errorf("the service was called: %v", calls)
	}
}

func TestSDK_PagesOfANamedOriginCanCall(t *testing.T) {
	a := newApplication(t, "evil.example")
	if got, ok := a.open("evil.example").evaluate(a.converse()).(map[string]any); !ok || got["members"] != 2.0 {
		t.Errorf("the page got %v", got)
	}
}

func TestSDK_WithoutATokenAPageReadsNothing(t *testing.T) {
	a := newApplication(t)
	const read = `fetch(%q).then((answer) => answer.text(), (error) => error.name)`
	b := a.open("evil.example")
	for _, path := range []string{"/", "/chat/threads?api-version=2025-03-15"} {
		if got := b.evaluate(fmt.Sprintf(read, a.chat.URL()+path)); got != "TypeError" {
			t.Errorf("a page read %v from %s", got, path)
		}
	}
}
