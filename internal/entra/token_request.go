package entra

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// exchangeAudience is what Entra ID expects a federated token to be issued for. azapi and azurerm ask for it in every
// cloud, unless the URL names another.
const exchangeAudience = "api://AzureADTokenExchange"

// maxQuoted is how much of an unexpected answer an error shows, in bytes.
const maxQuoted = 300

// tokenRequest asks a service for an OIDC token, as a job of GitHub Actions does.
type tokenRequest struct {
	url      *url.URL
	bearer   string
	pipeline runtime.Pipeline
}

func newTokenRequest(address, bearer Value, version string, options policy.ClientOptions) (*tokenRequest, error) {
	u, err := url.Parse(address.Text)
	if err != nil || u.Host == "" || u.Scheme != "https" && !isLoopback(u) {
		return nil, settingError(address.Name, "%s must be an https URL: a token is sent to it.", address)
	}
	query := u.Query()
	if query.Get("audience") == "" {
		query.Set("audience", exchangeAudience)
		u.RawQuery = query.Encode()
	}
	return &tokenRequest{
		u,
		bearer.Text,
		runtime.NewPipeline("terraform-provider-chat", version, runtime.PipelineOptions{}, &options),
	}, nil
}

// isLoopback reports whether a URL leads to this machine.
func isLoopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// token returns a fresh token.
func (r *tokenRequest) token(ctx context.Context) (string, error) {
	req, err := runtime.NewRequest(ctx, http.MethodGet, r.url.String())
	if err != nil {
		return "", fmt.Errorf("requesting an OIDC token: %w", err)
	}
	req.Raw().Header.Set("Authorization", "Bearer "+r.bearer)
	req.Raw().Header.Set("Accept", "application/json")
	resp, err := r.pipeline.Do(req)
	if err != nil {
		return "", fmt.Errorf("requesting an OIDC token: %w", err)
	}
	body, err := runtime.Payload(resp)
	if err != nil {
		return "", fmt.Errorf("requesting an OIDC token: %w", err)
	}
	if location := resp.Header.Get("Location"); resp.StatusCode/100 == 3 && location != "" {
		return "", fmt.Errorf("the service that issues OIDC tokens redirects to %s; the redirect was not followed, to keep "+
			"the request token safe", r.hostOf(location))
	}
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf(
			"the service that issues OIDC tokens answered %s: %s",
			resp.Status,
			body[:min(len(body), maxQuoted)],
		)
	}
	var answer struct {
		Value string `json:"value"`
	}
	// The answer is not quoted: it may hold a token.
	if json.Unmarshal(body, &answer) != nil || answer.Value == "" {
		return "", errors.New("the answer of the service that issues OIDC tokens holds no token")
	}
	return answer.Value, nil
}

// hostOf returns the scheme and host that a redirect leads to, without the rest, which may hold a token.
func (r *tokenRequest) hostOf(location string) string {
	to, err := r.url.Parse(location)
	if err != nil {
		return "another place"
	}
	return to.Scheme + "://" + to.Host
}
