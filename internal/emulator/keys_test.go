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
