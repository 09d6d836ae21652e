package entra

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// Environments returns the names of the clouds, the default first. They differ in the authority alone: Microsoft's SDKs
// of Communication Services request the scope https://communication.azure.com//.default in every cloud. Nothing
// published says that Azure Government has another one, and the service is not offered in China.
func Environments() []string { return []string{"public", "usgovernment", "china"} }

// clientOptions are those that all credentials share.
func (c *Config) clientOptions() (policy.ClientOptions, error) {
	authority, err := c.authority()
	if err != nil {
		return policy.ClientOptions{}, err
	}
	return policy.ClientOptions{
		Cloud:     cloud.Configuration{ActiveDirectoryAuthorityHost: authority},
		Transport: over(c.Transport),
	}, nil
}

// over returns an HTTP client that does not follow redirects: every request carries a secret, which the place that a
// redirect names must not get.
func over(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// authority returns the URL of Entra ID.
func (c *Config) authority() (string, error) {
	if c.AuthorityHost.IsSet() {
		host := c.AuthorityHost.Text
		if u, err := url.Parse(host); err != nil || u.Scheme != "https" || u.Host == "" {
			return "", settingError(c.AuthorityHost.Name, "%s is %q. It must be an https URL such as "+
				"https://login.microsoftonline.com/.", c.AuthorityHost, host)
		}
		return host, nil
	}
	switch strings.ToLower(c.Environment.Text) {
	case "", "public":
		return cloud.AzurePublic.ActiveDirectoryAuthorityHost, nil
	case "usgovernment":
		return cloud.AzureGovernment.ActiveDirectoryAuthorityHost, nil
	case "china":
		return cloud.AzureChina.ActiveDirectoryAuthorityHost, nil
	default:
		return "", settingError(c.Environment.Name, "%s is %q. It must be one of %s. For a private cloud, unset it and set "+
			"AZURE_AUTHORITY_HOST.",
			c.Environment, c.Environment.Text, strings.Join(Environments(), ", "))
	}
}
