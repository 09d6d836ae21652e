package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// setIdentity writes an identity. Terraform older than 1.12 has none.
func setIdentity(ctx context.Context, to *tfsdk.ResourceIdentity, identity any) diag.Diagnostics {
	if to == nil {
		return nil
	}
	return to.Set(ctx, identity)
}
