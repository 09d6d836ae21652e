package emulator_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestAdmin_InjectsListsAndForgetsFaults(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulatorOptions) { o.AdminAddr = "127.0.0.1:0" })
	anna := f.user()
	admin := func(method, body string) reply {
		return f.send(method, f.AdminURL()+"/faults", http.Header{"Content-Type": {"application/json"}}, body)
	}
	inject := func(body string) { admin("POST", body).want(204) }
	inject(`{"operation":"GetThread","status":429,"header":{"Retry-After":["3"]}}`)
	inject(`{"operation":"ListThreads","times":2,"status":503}`)
	if got := admin("GET", ""); got.status != 200 || !strings.Contains(got.text, `"operation":"ListThreads"`) ||
		got.header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("pending are %s, as %s", got.text, got.header.Get("Content-Type"))
	}
	if got := anna.chat("GET", path(anna.thread(), ""), nil); got.status != 429 || got.header.Get("Retry-After") != "3" {
		t.Errorf("answered %d %v", got.status, got.header)
	}
	anna.chat("GET", "/threads", nil).want(503)
	admin("DELETE", "").want(204)
	anna.chat("GET", "/threads", nil).want(200)
	if got := admin("GET", ""); got.text != "[]" {
		t.Errorf("pending are %s", got.text)
	}
}

func TestAdmin_RefusesWhatIsNoFaultOrNoFriend(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulatorOptions) { o.AdminAddr = "127.0.0.1:0" })
	address := f.AdminURL() + "/faults"
	asJSON := http.Header{"Content-Type": {"application/json"}}
	for _, body := range []string{"", "{", `{"opertion":"GetThread"}`, `{"operation":"Nothing"}`, `{"status":99}`} {
		if got := f.send("POST", address, asJSON, body); got.status != 400 {
			t.Errorf("%q answered %d: %s", body, got.status, got.text)
		}
	}
	if got := f.send("POST", address, http.Header{"Content-Type": {"text/plain"}}, "{}"); got.status != 415 {
		t.Errorf("text/plain answered %d", got.status)
	}
	for name, value := range map[string]string{"Origin": "http://localhost:3000", "Sec-Fetch-Site": "cross-site"} {
		header := asJSON.Clone()
		header.Set(name, value)
		if got := f.send("POST", address, header, `{"operation":"GetThread"}`); got.status != 403 {
			t.Errorf("with %s %s answered %d", name, value, got.status)
		}
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "evil.example:80"
	response, err := f.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("another host name answered %d", response.StatusCode)
	}
	if newFixture(t).AdminURL() != "" {
		t.Error("there is an admin endpoint that nobody asked for")
	}
}

func TestTLS_ServesHTTPSWithTheCertificate(t *testing.T) {
	t.Parallel()
	certificate, err := emulator.NewCertificate(start(), "chat.example", "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	f := newFixture(t, func(o *emulatorOptions) { o.TLS = &certificate })
	parsed, err := x509.ParseCertificate(certificate.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"chat.example", "192.0.2.1", "localhost", "127.0.0.1", "::1"} {
		if err := parsed.VerifyHostname(host); err != nil {
			t.Error(err)
		}
	}
	trusted := x509.NewCertPool()
	trusted.AddCert(parsed)
	f.client.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: trusted, Time: f.clock.Now}
	if !strings.HasPrefix(f.ConnectionString(), "endpoint=https://127.0.0.1:") {
		t.Errorf("the connection string is %s", f.ConnectionString())
	}
	anna := f.user()
	id := anna.thread()
	reply := anna.chat("POST", path(id, "/messages"), object{"content": "x"})
	if location := reply.header.Get("Location"); !strings.HasPrefix(location, f.URL()) {
		t.Errorf("Location is %s", location)
	}
	if got := f.send("GET", strings.Replace(f.URL(), "https", "http", 1), nil, nil); got.status != 400 {
		t.Errorf("plain http answered %d: %s", got.status, got.text)
	}
}
