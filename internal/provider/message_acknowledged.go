package provider

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// acknowledgedContent is the private state key of a digest of the content as the service last returned it. The service may
// clean up HTML: while the digest is the same, the message was not edited, and the state keeps the configuration's wording.
const acknowledgedContent = "acknowledged_content"

func acknowledge(ctx context.Context, private privateState, content string) diag.Diagnostics {
	return private.SetKey(ctx, acknowledgedContent, digest(content))
}

func isAcknowledged(ctx context.Context, private privateState, content string) (bool, diag.Diagnostics) {
	value, diags := private.GetKey(ctx, acknowledgedContent)
	return string(value) == string(digest(content)), diags
}

// digest returns a JSON string, which is what private state holds.
func digest(content string) []byte {
	sum := sha256.Sum256([]byte(content))
	return []byte(`"` + hex.EncodeToString(sum[:]) + `"`)
}
