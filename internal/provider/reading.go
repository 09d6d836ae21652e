package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// readTimeout bounds what has no timeouts attribute, because the client waits for the service's rate limits as long
// as its context lasts. The slowest limit opens again within a minute.
const readTimeout = 5 * time.Minute

// readTimeoutNote says so in descriptions.
const readTimeoutNote = "Waiting for the service's rate limits included, this may take at most 5 minutes."

// addReadError reports that something could not be read. When it is not there, the attribute that names it is to blame.
func addReadError(diags *diag.Diagnostics, at path.Path, summary string, err error) {
	switch client.KindOf(err) {
	case client.KindNotFound, client.KindInvalidRequest, client.KindInvalidIdentifier:
		addAttributeError(diags, at, summary, err)
	default:
		addError(diags, summary, err)
	}
}

// deletedThread is the error for a thread that the service still answers for, but that is gone.
func deletedThread(t client.Thread) error {
	return &client.Error{Kind: client.KindNotFound, Operation: "read thread", Object: t.ID,
		Message: "The thread was deleted on " + t.DeletedOn.UTC().Format(time.RFC3339) + "."}
}

// bounded bounds a context by readTimeout.
func bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, readTimeout)
}
