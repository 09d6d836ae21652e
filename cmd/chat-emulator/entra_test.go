package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// exports returns what the program says to export.
func (p *program) exports() map[string]string {
	found := map[string]string{}
	for line := range strings.Lines(p.stdout) {
		if setting, ok := strings.CutPrefix(strings.TrimSpace(line), "export "); ok {
			name, value, _ := strings.Cut(setting, "=")
			found[name] = strings.Trim(value, "'")
		}
	}
	return found
}

func TestEntra_WhatIsExportedLogsIn(t *testing.T) {
	t.Parallel()
	p := start(t, "-entra", "-tls", "-tls-cert-out", filepath.Join(t.TempDir(), "ca.pem"))
	env := p.exports()
	if env["CHAT_ENDPOINT"] != p.url || env["CHAT_USER_ID"] != p.user || env["CHAT_USE_ENTRA_ID"] != "true" || env["ARM_DISABLE_INSTANCE_DISCOVERY"] != "true" {
		t.Errorf("the program exports %v", env)
	}
	if env["CHAT_CONNECTION_STRING"] != "" {
		t.Error("it exports another login too")
	}
	text, err := os.ReadFile(env["SSL_CERT_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(text)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {env["ARM_CLIENT_ID"]}, "client_secret": {env["ARM_CLIENT_SECRET"]},
		"scope": {"https://communication.azure.com//.default"}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, env["AZURE_AUTHORITY_HOST"]+env["ARM_TENANT_ID"]+"/oauth2/v2.0/token", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Token string `json:"access_token"`
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.Token == "" {
		t.Errorf("Entra ID answered %d without a token (%v)", response.StatusCode, err)
	}
}

func TestEntra_WithoutTLSTheConnectionStringIsExported(t *testing.T) {
	t.Parallel()
	p := start(t, "-entra")
	if env := p.exports(); env["CHAT_CONNECTION_STRING"] != p.connection || len(env) != 2 {
		t.Errorf("the program exports %v", env)
	}
}
