package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestRedaction_secretsAreNotPrinted(t *testing.T) {
	const secret = "c2VjcmV0"
	o := Options{Endpoint: "https://contoso.example", AccessToken: secret, AccessKey: secret, ActingUserID: aUser}
	token := AccessToken{Token: secret, ExpiresOn: time.Unix(0, 0)}
	cs := ConnectionString{Endpoint: "https://contoso.example", AccessKey: secret}
	for name, value := range map[string]any{"options": o, "pointer to options": &o, "token": token, "pointer to token": &token,
		"connection string": cs, "pointer to connection string": &cs,
		"list": []any{o, token, cs}, "struct": struct{ Options Options }{o}} {
		var written bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&written, verb+"\n", value)
		}
		slog.New(slog.NewTextHandler(&written, nil)).Info("x", "value", value, slog.Group("group", "value", value))
		slog.New(slog.NewJSONHandler(&written, nil)).Info("x", "value", value, slog.Group("group", "value", value))
		text, err := json.Marshal(value)
		noErrors(t, []error{err})
		written.Write(text)
		if strings.Contains(written.String(), secret) || strings.Contains(written.String(), fmt.Sprintf("%x", secret)) {
			t.Errorf("%s prints its secret: %s", name, &written)
		}
		if !strings.Contains(written.String(), redacted) {
			t.Errorf("%s says nothing: %s", name, &written)
		}
	}
	equal(t, "without a secret", fmt.Sprint(Options{Endpoint: "x"}), `endpoint x, acting user "", access token none, access key none, Entra ID false`)
}
