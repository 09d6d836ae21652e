package client

import (
	"encoding/base64"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestNew_readsTheTokensClaims(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := func(d time.Duration) int64 { return time.Now().Add(d).Unix() }
		for name, test := range map[string]struct {
			token string
			want  string // in the error; empty means that it is accepted
		}{
			"good":                 {token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "voip,chat", "exp": in(time.Hour)}), ""},
			"limited":              {token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat.join.limited", "exp": in(time.Hour)}), ""},
			"without scopes":       {token(t, map[string]any{"skypeid": "acs:r_u", "exp": in(time.Hour)}), ""},
			"without an end":       {token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat"}), ""},
			"expired":              {token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat", "exp": in(-25 * time.Hour)}), "expired on 1999-12-30T23:00:00Z"},
			"expired by our clock": {token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat", "exp": in(-time.Hour)}), ""},
			"for calls only":       {token(t, map[string]any{"skypeid": "acs:r_u", "acsScope": "voip", "exp": in(time.Hour)}), `has the scopes "voip"`},
			"of somebody else's":   {token(t, map[string]any{"sub": "me", "exp": in(time.Hour)}), "does not name a user"},
			"no JWT":               {"secret", "three parts"},
			"no base64":            {"a.%%%.c", "not base64"},
			"no JSON":              {"a." + base64.RawURLEncoding.EncodeToString([]byte("secret")) + ".c", "does not name a user"},
			"of wrong types":       {token(t, map[string]any{"skypeid": 17}), "does not name a user"},
		} {
			c, err := New(Options{Endpoint: "https://contoso.communication.azure.com", AccessToken: test.token})
			if test.want == "" {
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				equal(t, name+": acting user", c.ActingUserID(), "8:acs:r_u")
				continue
			}
			wantKind(t, err, KindUnauthorized)
			if err != nil && (!strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), test.token)) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func FuzzParseClaims(f *testing.F) {
	f.Add("a.b.c")
	f.Add(token(f, map[string]any{"skypeid": "acs:r_u", "acsScope": "chat", "exp": 1}))
	f.Add("..")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := parseClaims(s)
		if (err == nil) != (c.SkypeID != "") {
			t.Errorf("%q gives %+v and %v", s, c, err)
		}
		if len(s) > 8 && err != nil && strings.Contains(err.Error(), s) {
			t.Errorf("the error repeats the token: %v", err)
		}
		c.canChat()
	})
}
