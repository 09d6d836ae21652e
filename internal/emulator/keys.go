package emulator

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// keys are what makes a resource the one it is. They are kept with the data, so ids and tokens stay valid when the
// server is started again.
type keys struct {
	resource string // guid, part of every user id
	access   string // base64, signs identity calls
	accessed []byte // the same, decoded
	token    []byte // signs user access tokens
	entra    []byte // signs Entra tokens
}

// What is the same in every server with Options.WellKnown. The key is not a secret: everybody can read it here.
const (
	WellKnownResource  = "c4a7e570-0000-4000-8000-000000000000"
	WellKnownUserID    = "8:acs:" + WellKnownResource + "_00000000-0000-4000-8000-000000000001"
	WellKnownAccessKey = "dGhpcyBhY2Nlc3Mga2V5IG9mIGNoYXQtZW11bGF0b3IgaXMgbm90IGEgc2VjcmV0"
)

// ErrOtherResource says that a data file belongs to another resource than the one that was asked for.
var ErrOtherResource = errors.New("the data file belongs to another resource")

// loadKeys reads the keys, and makes the ones that are not there yet. An access key that is given takes the place of
// the one that was kept; a resource must be the one that was kept, whose users are in the data. "" means any.
func loadKeys(ctx context.Context, data *store.Store, resource, access string) (keys, error) {
	var k keys
	err := data.Update(ctx, func(tx *store.Tx) error {
		kept, err := tx.Setting("resource")
		if err != nil {
			return err
		}
		if resource != "" && kept != "" && kept != resource {
			return fmt.Errorf("%w: %s", ErrOtherResource, kept)
		}
		if resource == "" {
			resource = uuid.NewString()
		}
		if access != "" {
			if err := tx.PutSetting("access_key", access); err != nil {
				return err
			}
		}
		values := map[string]string{
			"resource":   resource,
			"access_key": randomKey(),
			"token_key":  randomKey(),
			"entra_key":  randomKey(),
		}
		for name, fresh := range values {
			if values[name], err = keep(tx, name, fresh); err != nil {
				return err
			}
		}
		k = keys{resource: values["resource"], access: values["access_key"]}
		var errs [3]error
		k.accessed, errs[0] = base64.StdEncoding.DecodeString(k.access)
		k.token, errs[1] = base64.StdEncoding.DecodeString(values["token_key"])
		k.entra, errs[2] = base64.StdEncoding.DecodeString(values["entra_key"])
		return errors.Join(errs[:]...)
	})
	if err != nil {
		return keys{}, fmt.Errorf("loading the resource's keys: %w", err)
	}
	return k, nil
}

// keep returns the setting of a name, which becomes fresh when there is none yet.
func keep(tx *store.Tx, name, fresh string) (string, error) {
	kept, err := tx.Setting(name)
	if err != nil || kept != "" {
		return kept, err
	}
	return fresh, tx.PutSetting(name, fresh)
}

// randomKey returns 64 random bytes as base64, the size of the service's access keys.
func randomKey() string {
	var key [64]byte
	_, _ = rand.Read(key[:]) // never fails
	return base64.StdEncoding.EncodeToString(key[:])
}

// sign returns the signature of text with the access key.
func (k *keys) sign(text string) []byte {
	mac := hmac.New(sha256.New, k.accessed)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// newUserID returns the raw id of a new user of the resource.
func (k *keys) newUserID() string {
	return fmt.Sprintf("8:acs:%s_%s", k.resource, uuid.NewString())
}

// userClaims are what a user access token says. The names are the service's, but for the generation, which stands for
// what the service keeps to itself.
type userClaims struct {
	SkypeID    string `json:"skypeid"` // the raw id without "8:"
	Bits       int    `json:"scp"`
	Scopes     string `json:"acsScope"` // separated by commas
	ResourceID string `json:"resourceId"`
	CSI        string `json:"csi"` // when it was issued, in seconds
	Generation int64  `json:"gen"`
	jwt.RegisteredClaims
}

// chatBits is the scp claim of the tokens in recorded traffic.
const chatBits = 1792

// issue signs a token.
func (k *keys) issue(
	claims userClaims, now time.Time, lifetime time.Duration,
) (token string, expires time.Time, err error) {
	expires = now.Add(lifetime)
	claims.Bits = chatBits
	claims.ResourceID = k.resource
	claims.CSI = strconv.FormatInt(now.Unix(), 10)
	claims.IssuedAt, claims.ExpiresAt = jwt.NewNumericDate(now), jwt.NewNumericDate(expires)
	token, err = jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(k.token)
	return token, expires, err
}

// verify checks the signature and the expiry of a user access token.
func (k *keys) verify(token string, now time.Time) (userClaims, error) {
	var claims userClaims
	_, err := jwt.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return k.token, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithTimeFunc(func() time.Time { return now }))
	return claims, err
}

// entraAudience is that of the Entra scope https://communication.azure.com//.default.
const entraAudience = "https://communication.azure.com/"

// issueEntra signs a token of the kind that Entra ID issues to applications.
func (k *keys) issueEntra(now time.Time, lifetime time.Duration) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Audience: jwt.ClaimStrings{entraAudience}, Subject: k.resource,
		IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(lifetime)),
	}).SignedString(k.entra)
}

// verifyEntra reports whether an Entra token is valid here and now.
func (k *keys) verifyEntra(token string, now time.Time) bool {
	_, err := jwt.ParseWithClaims(token, &jwt.RegisteredClaims{}, func(*jwt.Token) (any, error) { return k.entra, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithAudience(entraAudience),
		jwt.WithTimeFunc(func() time.Time { return now }))
	return err == nil
}
