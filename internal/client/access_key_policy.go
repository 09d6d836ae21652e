package client

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// accessKeyPolicy signs requests with an access key.
//
// Source: https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial
type accessKeyPolicy struct {
	key   []byte
	clock *clock
}

// newAccessKeyPolicy takes the key in base64.
func newAccessKeyPolicy(accessKey string, clock *clock) (*accessKeyPolicy, error) {
	key, err := base64.StdEncoding.DecodeString(accessKey)
	if err != nil || len(key) == 0 {
		return nil, errors.New("the access key is not base64") // never the key itself
	}
	return &accessKeyPolicy{key: key, clock: clock}, nil
}

// wrongClock is how far off a signature's time must have been to make signing again worthwhile. The service refuses one
// that is more than five minutes off.
const wrongClock = time.Minute

// Do signs each try by the service's clock. When a 401 shows that our clock was wrong, it signs again, once.
func (p *accessKeyPolicy) Do(req *policy.Request) (*http.Response, error) {
	before := p.clock.offset()
	resp, err := p.try(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized || (p.clock.offset()-before).Abs() < wrongClock {
		return resp, err
	}
	runtime.Drain(resp)
	if err := req.RewindBody(); err != nil {
		return nil, err
	}
	return p.try(req)
}

func (p *accessKeyPolicy) try(req *policy.Request) (*http.Response, error) {
	hash, err := bodyHash(req)
	if err != nil {
		return nil, err
	}
	raw := req.Raw()
	date := p.clock.now().UTC().Format(http.TimeFormat)
	toSign := raw.Method + "\n" + raw.URL.RequestURI() + "\n" + date + ";" + raw.URL.Host + ";" + hash
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(toSign))
	raw.Header.Set("X-Ms-Date", date)
	raw.Header.Set("X-Ms-Content-Sha256", hash)
	raw.Header.Set("Authorization", "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="+
		base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	return req.Next()
}

func bodyHash(req *policy.Request) (string, error) {
	hash := sha256.New()
	if body := req.Body(); body != nil {
		if _, err := io.Copy(hash, body); err != nil {
			return "", err
		}
		if err := req.RewindBody(); err != nil {
			return "", err
		}
	}
	return base64.StdEncoding.EncodeToString(hash.Sum(nil)), nil
}
