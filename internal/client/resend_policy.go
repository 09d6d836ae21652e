package client

import (
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// resendPolicy asks the owner of a call that may have been carried out before it is tried again: after the retry
// policy's delay and the wait for the rate limit, by when a late try has come.
type resendPolicy struct{}

func (resendPolicy) Do(req *policy.Request) (*http.Response, error) {
	var t *tries
	if req.OperationValue(&t) && t.beforeResend != nil && t.uncertain {
		if err := t.beforeResend(); err != nil {
			return nil, notResent{nonRetriable{err}}
		}
	}
	return req.Next()
}

// notResent says that a call is not tried again, because of what its owner said.
type notResent struct{ nonRetriable }
