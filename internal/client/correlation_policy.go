package client

import (
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/google/uuid"
)

// correlationPolicy gives each call an id, the same for all its tries, that the service logs.
type correlationPolicy struct{}

func (correlationPolicy) Do(req *policy.Request) (*http.Response, error) {
	req.Raw().Header.Set("X-Ms-Client-Request-Id", uuid.NewString())
	return req.Next()
}
