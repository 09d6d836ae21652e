package provider

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// ownerKey is the private state key of what tells one resource that manages members from another: Terraform tells the
// provider no addresses. The two plans of a replacement and the destruction of what was created share the owner.
const ownerKey = "owner"

// threadOwner is the owner of the members that a chat_thread lists: a thread has one chat_thread.
const threadOwner = "chat_thread"

// ownerIn returns the owner that private state holds; empty when an older version of the provider wrote it.
func ownerIn(ctx context.Context, private privateState, diags *diag.Diagnostics) string {
	value, problems := private.GetKey(ctx, ownerKey)
	diags.Append(problems...)
	return strings.Trim(string(value), `"`)
}

// becomeOwner returns the owner that private state holds, or puts a new one there.
func becomeOwner(ctx context.Context, private privateState, diags *diag.Diagnostics) string {
	if owner := ownerIn(ctx, private, diags); owner != "" {
		return owner
	}
	owner := uuid.NewString()
	diags.Append(private.SetKey(ctx, ownerKey, []byte(`"`+owner+`"`))...)
	return owner
}
