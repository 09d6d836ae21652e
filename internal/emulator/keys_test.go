package emulator

import (
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

func TestEntraToken_MustBeForTheService(t *testing.T) {
	t.Parallel()
	k := keys{entra: []byte("secret")}
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for audience, want := range map[string]bool{entraAudience: true, "https://management.azure.com/": false} {
		claims := jwt.RegisteredClaims{Audience: jwt.ClaimStrings{audience}, ExpiresAt: jwt.NewNumericDate(now.Add(time.Hour))}
		token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(k.entra)
		if err != nil {
			t.Fatal(err)
		}
		if got := k.verifyEntra(token, now); got != want {
			t.Errorf("a token for %s is accepted: %v", audience, got)
		}
	}
}

func TestUserToken_ClaimsAreTheServices(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	k := keys{resource: "c4a7e570-0000-4000-8000-000000000000", token: []byte("secret")}
	token, expires, err := k.issue(userClaims{SkypeID: "acs:x_y", Scopes: "chat,voip"}, now, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	claims := jwt.MapClaims{}
	if _, _, err := jwt.NewParser().ParseUnverified(token, claims); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{
		"skypeid": "acs:x_y", "scp": 1792.0, "acsScope": "chat,voip", "resourceId": k.resource,
		"iat": float64(now.Unix()), "exp": float64(expires.Unix()),
	} {
		if claims[name] != want {
			t.Errorf("the claim %s is %v, want %v", name, claims[name], want)
		}
	}
}
