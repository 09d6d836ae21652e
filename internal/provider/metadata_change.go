package provider

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// metadataOf is how the metadata of one thread or message is read and changed.
type metadataOf struct {
	what  string // "thread" or "message"
	read  func(context.Context) (map[string]string, error)
	clear func(ctx context.Context, keys []string) error // patches keys to null
}

// plan checks metadata that is to change on an object that exists, and returns the metadata that the apply starts from.
// Until metadata is managed the state does not have it, so the plan says what it will remove.
func (m metadataOf) plan(
	ctx context.Context, state, plan types.Map, private privateState, diags *diag.Diagnostics,
) types.Map {
	if plan.IsNull() || plan.IsUnknown() {
		return state
	}
	base := m.base(ctx, state, plan, private, diags)
	if state.IsNull() {
		warnOfForeignKeys(base, plan, diags)
	}
	refuseEmptiedKeys(base, plan, diags)
	return base
}

// base returns the metadata that a change starts from: the state's or, until metadata is managed, what reading found
// last. An apply then removes what its plan said, even if others changed the object in the meantime.
func (m metadataOf) base(
	ctx context.Context, state, plan types.Map, private privateState, diags *diag.Diagnostics,
) types.Map {
	if !state.IsNull() || plan.IsNull() {
		return state
	}
	actual, known := unmanagedMetadata(ctx, private, diags)
	if !known {
		var err error
		if actual, err = m.read(ctx); err != nil {
			addError(diags, "Could not read the "+m.what+"'s metadata", err)
			return plan
		}
	}
	return flattenMetadata(plan, actual)
}

// confirm returns the metadata for the state after keys were patched to an empty value. How the service wants a key to
// be removed is not certain, so those that it kept are patched to null.
func (m metadataOf) confirm(
	ctx context.Context, state, plan types.Map, removed []string, diags *diag.Diagnostics,
) types.Map {
	actual, err := m.read(ctx)
	kept := keptKeys(removed, actual)
	if err == nil && len(kept) > 0 {
		if err := ignoreRefusedNull(m.clear(ctx, kept)); err != nil {
			addError(diags, "Could not remove the "+m.what+"'s metadata", err)
			return flattenMetadata(plan, actual)
		}
		actual, err = m.read(ctx)
		kept = keptKeys(kept, actual)
	}
	if err != nil {
		addError(diags, "The "+m.what+" was changed, but could not be read back", err)
		return unconfirmed(state, plan)
	}
	reportKeptKeys(kept, actual, diags)
	if len(kept) > 0 {
		return flattenMetadata(plan, actual)
	}
	return plan
}

// rememberMetadata remembers the metadata of an object that was read, as long as the state does not have it.
func rememberMetadata(
	ctx context.Context, state types.Map, actual map[string]string, private privateState, diags *diag.Diagnostics,
) {
	text := ""
	if state.IsNull() {
		query := url.Values{}
		for key, value := range actual {
			query.Set(key, value)
		}
		text = "?" + query.Encode() // printable, whatever is in it
	}
	privateMetadata.set(ctx, private, text, diags)
}

// unmanagedMetadata returns what rememberMetadata remembered, if it did.
func unmanagedMetadata(
	ctx context.Context, private privateState, diags *diag.Diagnostics,
) (metadata map[string]string, known bool) {
	text, known := strings.CutPrefix(privateMetadata.get(ctx, private, diags), "?")
	query, err := url.ParseQuery(text)
	metadata = map[string]string{}
	for key := range query {
		metadata[key] = query.Get(key)
	}
	return metadata, known && err == nil
}

// unconfirmed returns the metadata for the state while it is not known whether keys were removed. Null would mean that
// metadata is not managed any more, and what is left of it would be forgotten.
func unconfirmed(state, plan types.Map) types.Map {
	if plan.IsNull() {
		return state
	}
	return plan
}

// ignoreRefusedNull drops the error of a service that does not accept null as metadata: the keys that it kept are
// reported instead.
func ignoreRefusedNull(err error) error {
	if client.KindOf(err) == client.KindInvalidRequest {
		return nil
	}
	return err
}

// reportKeptKeys adds an error when the service kept keys although it was asked to remove them both with an empty value
// and with null. Without it, every later plan would remove them again.
func reportKeptKeys(kept []string, actual map[string]string, diags *diag.Diagnostics) {
	if len(kept) == 0 {
		return
	}
	var lines []string
	for _, key := range kept {
		lines = append(lines, fmt.Sprintf("  %q = %q", key, actual[key]))
	}
	diags.AddAttributeError(path.Root("metadata"), "The service kept metadata that should have been removed", fmt.Sprintf(
		"The service kept these keys, although it was asked to remove them with an empty value and with null. For a clean "+
			"plan, add them to metadata as they are:\n\n%s\n\nOr replace the object with terraform apply -replace.",
		strings.Join(lines, "\n")))
}

// warnOfForeignKeys names the keys that are removed when metadata that was not managed is managed from now on. They are
// not in the state, so the plan does not show them.
func warnOfForeignKeys(actual, plan types.Map, diags *diag.Diagnostics) {
	wanted := plan.Elements()
	var lines []string
	for _, key := range slices.Sorted(maps.Keys(actual.Elements())) {
		if _, stays := wanted[key]; !stays {
			lines = append(lines, fmt.Sprintf("  %q = %s", key, actual.Elements()[key]))
		}
	}
	if len(lines) > 0 {
		diags.AddAttributeWarning(path.Root("metadata"), "Metadata that is not listed will be removed",
			"From now on, metadata is managed as a whole. These keys are not in it, and the apply removes them:\n\n"+
				strings.Join(lines, "\n"))
	}
}

// refuseEmptiedKeys refuses to set keys of an object that exists to an empty value. The service keeps an empty value
// only of a new object.
func refuseEmptiedKeys(actual, plan types.Map, diags *diag.Diagnostics) {
	for _, key := range slices.Sorted(maps.Keys(plan.Elements())) {
		value, known := plan.Elements()[key].(types.String)
		if !known || value.IsUnknown() || value.ValueString() != "" {
			continue
		}
		if has, there := actual.Elements()[key]; there && has.Equal(value) {
			continue
		}
		diags.AddAttributeError(path.Root("metadata").AtMapKey(key), "Metadata cannot become empty",
			"In an update, the service treats an empty value as a request to remove the key. Remove the key, or replace the "+
				"object with terraform apply -replace.")
	}
}
