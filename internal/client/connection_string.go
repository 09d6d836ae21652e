package client

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// ConnectionString is a parsed ACS connection string. AccessKey is a secret, and is never printed.
type ConnectionString struct {
	Endpoint  string // without a trailing slash
	AccessKey string // base64
}

// ParseConnectionString parses endpoint=https://…/;accesskey=<base64>. Keys may be in any letter case and
// order; the endpoint may end with a slash, and the string with a semicolon. Errors never repeat the input.
func ParseConnectionString(s string) (ConnectionString, error) {
	var cs ConnectionString
	for pair := range strings.SplitSeq(s, ";") {
		pair = strings.TrimSpace(pair)
		if pair == "" {
			continue
		}
		key, value, found := strings.Cut(pair, "=")
		if !found {
			return ConnectionString{}, errors.New("a connection string consists of key=value pairs: " +
				"endpoint=https://…/;accesskey=…")
		}
		target, err := cs.field(key)
		if err != nil {
			return ConnectionString{}, err
		}
		if *target != "" {
			return ConnectionString{}, fmt.Errorf(
				"the connection string sets %s more than once",
				strings.ToLower(strings.TrimSpace(key)),
			)
		}
		*target = strings.TrimSpace(value)
	}
	return cs.check()
}

func (cs *ConnectionString) field(key string) (*string, error) {
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "endpoint":
		return &cs.Endpoint, nil
	case "accesskey":
		return &cs.AccessKey, nil
	default:
		// The key is not quoted: in a mangled string it may be part of the secret.
		return nil, errors.New("the connection string has a key that is neither endpoint nor accesskey")
	}
}

func (cs ConnectionString) check() (ConnectionString, error) {
	if cs.Endpoint == "" {
		return ConnectionString{}, errors.New("the connection string has no endpoint=https://…")
	}
	if cs.AccessKey == "" {
		return ConnectionString{}, errors.New("the connection string has no accesskey=…")
	}
	endpoint, err := ParseEndpoint(cs.Endpoint)
	if err != nil {
		return ConnectionString{}, err
	}
	if _, err := base64.StdEncoding.DecodeString(cs.AccessKey); err != nil {
		return ConnectionString{}, errors.New("the access key of the connection string is not base64")
	}
	return ConnectionString{Endpoint: endpoint, AccessKey: cs.AccessKey}, nil
}

// ParseEndpoint checks an endpoint and returns it without a trailing slash. It must be an https URL with
// nothing but a host; http is allowed only to a loopback address, since credentials travel over it.
func ParseEndpoint(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "":
		return "", errors.New("the endpoint must be a URL such as https://contoso.communication.azure.com")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "":
		return "", errors.New("the endpoint must have a scheme and a host only, such as " +
			"https://contoso.communication.azure.com")
	case u.Scheme == "https":
	case u.Scheme == "http" && isLoopback(u.Hostname()):
	default:
		return "", errors.New("the endpoint must start with https://, because credentials are sent to it; http:// is " +
			"accepted only for a loopback address")
	}
	return u.Scheme + "://" + u.Host, nil
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
