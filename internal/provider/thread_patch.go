package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// manageConfigured notes which attributes the configuration manages by now, whatever an import found.
func manageConfigured(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var config threadResourceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !config.Metadata.IsNull() {
		privateImported("metadata").set(ctx, resp.Private, false, &resp.Diagnostics)
	}
	if !config.DeleteAfterDays.IsNull() {
		privateImported("delete_after_days").set(ctx, resp.Private, false, &resp.Diagnostics)
	}
}

// threadMetadata is how the metadata of a thread is read and changed.
func threadMetadata(chat *client.Client, id string) metadataOf {
	return metadataOf{
		what: "thread",
		read: func(ctx context.Context) (map[string]string, error) {
			thread, err := chat.GetThread(ctx, id)
			return thread.Metadata, err
		},
		clear: func(ctx context.Context, keys []string) error {
			return chat.UpdateThread(ctx, id, client.ThreadPatch{MetadataNulls: keys})
		},
	}
}

// patchThread changes topic, metadata and retention in one call, if there is anything to change. It reports whether the
// service acknowledged it, and corrects plan to what the service made of it.
func patchThread(
	ctx context.Context, chat *client.Client, state threadModel, plan *threadModel, private privateState,
	diags *diag.Diagnostics,
) bool {
	id := plan.ID.ValueString()
	metadata := threadMetadata(chat, id)
	state.Metadata = metadata.base(ctx, state.Metadata, plan.Metadata, private, diags)
	refuseEmptiedKeys(state.Metadata, plan.Metadata, diags)
	patch, changes := threadPatch(state, *plan)
	if !changes || diags.HasError() {
		return !diags.HasError()
	}
	if err := chat.UpdateThread(ctx, id, patch); err != nil {
		addThreadError(diags, "Could not update the thread", err, plan.CreatedBy)
		return false
	}
	if removed := removedKeys(patch.Metadata); len(removed) > 0 {
		plan.Metadata = metadata.confirm(ctx, state.Metadata, plan.Metadata, removed, diags)
	}
	return true
}
