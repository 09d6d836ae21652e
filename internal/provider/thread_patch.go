package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

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

// patchThread changes topic, metadata and retention in one call, if there is anything to change. It reports whether the
// service acknowledged it, and corrects plan to what the service made of it.
func patchThread(ctx context.Context, chat *client.Client, state threadModel, plan *threadModel, diags *diag.Diagnostics) bool {
	id := plan.ID.ValueString()
	if state.Metadata.IsNull() && !plan.Metadata.IsNull() { // the service may have keys that the state does not know
		actual, err := chat.GetThread(ctx, id)
		if err != nil {
			addError(diags, "Could not read the thread's metadata", err)
			return false
		}
		state.Metadata = flattenMetadata(plan.Metadata, actual.Metadata)
	}
	refuseEmptiedKeys(state.Metadata, plan.Metadata, diags)
	patch, changes := threadPatch(state, *plan)
	if !changes || diags.HasError() {
		return !diags.HasError()
	}
	if err := chat.UpdateThread(ctx, id, patch); err != nil {
		addError(diags, "Could not update the thread", err)
		return false
	}
	if removed := removedKeys(patch.Metadata); len(removed) > 0 {
		plan.Metadata = confirmRemoval(ctx, chat, state, *plan, removed, diags)
	}
	return true
}

// confirmRemoval returns the metadata for the state after keys were patched to an empty value. How the service wants the key of a
// thread to be removed is unknown, so those that it kept are patched to null.
func confirmRemoval(ctx context.Context, chat *client.Client, state, plan threadModel, removed []string, diags *diag.Diagnostics) types.Map {
	id := plan.ID.ValueString()
	actual, err := chat.GetThread(ctx, id)
	kept := keptKeys(removed, actual.Metadata)
	if err == nil && len(kept) > 0 {
		if err := ignoreRefusedNull(chat.UpdateThread(ctx, id, client.ThreadPatch{MetadataNulls: kept})); err != nil {
			addError(diags, "Could not remove the thread's metadata", err)
			return flattenMetadata(plan.Metadata, actual.Metadata)
		}
		actual, err = chat.GetThread(ctx, id)
		kept = keptKeys(kept, actual.Metadata)
	}
	if err != nil {
		addError(diags, "Could not read back the thread's metadata", err)
		return unconfirmed(state.Metadata, plan.Metadata)
	}
	reportKeptKeys(kept, actual.Metadata, diags)
	if len(kept) > 0 {
		return flattenMetadata(plan.Metadata, actual.Metadata)
	}
	return plan.Metadata
}
