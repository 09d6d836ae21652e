package client

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// ConnectionString is an ACS connection string taken apart. AccessKey is a secret.
type ConnectionString struct {
	Endpoint  string // without a trailing slash
	AccessKey string // base64
}

// ParseConnectionString parses endpoint=https://…/;accesskey=<base64>. Keys may come in any letter case and
// order; a trailing slash of the endpoint and a trailing semicolon are accepted. Errors never repeat the input.
func ParseConnectionString(s string) (ConnectionString, error) {
	var cs ConnectionString
	for pair := range strings.SplitSeq(s, ";") {
		pair = strings.TrimSpace(pair)
		if pair == "" {
			continue
		}
		key, value, found := strings.Cut(pair, "=")
		if !found {
			return ConnectionString{}, errors.New("a connection string is made of key=value pairs: endpoint=https://…/;accesskey=…")
		}
		target, err := cs.field(key)
		if err != nil {
			return ConnectionString{}, err
		}
		if *target != "" {
			return ConnectionString{}, fmt.Errorf("the connection string has %s twice", strings.ToLower(strings.TrimSpace(key)))
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
		// The key is not repeated: in a mangled string it can be a piece of the secret.
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

// ParseEndpoint checks an endpoint and returns it without a trailing slash. It must be an https URL of a host
// alone; http is allowed to a loopback address only, since credentials travel over it.
func ParseEndpoint(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "":
		return "", errors.New("the endpoint must be a URL such as https://contoso.communication.azure.com")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "":
		return "", errors.New("the endpoint must be a scheme and a host alone, such as https://contoso.communication.azure.com")
	case u.Scheme == "https":
	case u.Scheme == "http" && isLoopback(u.Hostname()):
	default:
		return "", errors.New("the endpoint must start with https://, because credentials are sent to it; http:// is accepted for a loopback address only")
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
