package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// metadataLimits describes what metadata may contain.
const metadataLimits = "A map of strings; keys and values together take at most 1 KB (1024 bytes of UTF-8)."

// metadataValidators accept metadata. An empty value is kept by the service when the object is created.
func metadataValidators() []validator.Map {
	return []validator.Map{
		mapvalidator.NoNullValues(),
		mapvalidator.KeysAre(stringvalidator.LengthAtLeast(1)),
		metadataSize{},
	}
}

// metadataAttribute is the metadata of a thread or message, which can be changed in place.
func metadataAttribute(of string) schema.MapAttribute {
	return schema.MapAttribute{
		Optional: true, Computed: true, ElementType: types.StringType, Validators: metadataValidators(),
		PlanModifiers: []planmodifier.Map{unmanagedWhenNull{}},
		MarkdownDescription: metadataLimits + " When set, it is all the metadata of the " + of + ": other keys are removed. Changed in place. An empty value can only " +
			"be set on a new " + of + ". When null, metadata is not managed: what others set stays, and so does what an import found. Removing the argument " +
			"removes the keys that it had set, but not those that an import found and Terraform never changed; `{}` removes them all.",
	}
}

// metadataSize accepts metadata of a size that the service accepts. What is not known yet counts as empty.
type metadataSize struct{}

func (metadataSize) Description(context.Context) string {
	return fmt.Sprintf("must take at most %d bytes of UTF-8 in all", client.MaxMetadataBytes)
}

func (v metadataSize) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (metadataSize) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	size := 0
	for key, value := range req.ConfigValue.Elements() {
		size += len(key)
		if text, ok := value.(types.String); ok {
			size += len(text.ValueString())
		}
	}
	if size > client.MaxMetadataBytes {
		resp.Diagnostics.AddAttributeError(req.Path, "The metadata is too large", fmt.Sprintf(
			"The keys and values take %d bytes of UTF-8; the service accepts at most %d (1 KB).", size, client.MaxMetadataBytes))
	}
}

// expandMetadata returns known metadata for the client; nil when it is empty.
func expandMetadata(m types.Map) map[string]string {
	if len(m.Elements()) == 0 {
		return nil
	}
	metadata := map[string]string{}
	for key, value := range m.Elements() {
		metadata[key] = value.(types.String).ValueString()
	}
	return metadata
}

// flattenMetadata returns what the service has. No metadata is null, unless prior was set: then it is empty.
func flattenMetadata(prior types.Map, metadata map[string]string) types.Map {
	if len(metadata) == 0 && (prior.IsNull() || prior.IsUnknown()) {
		return types.MapNull(types.StringType)
	}
	values := map[string]attr.Value{}
	for key, value := range metadata {
		values[key] = types.StringValue(value)
	}
	return types.MapValueMust(types.StringType, values)
}

// metadataPatch returns the merge patch that turns metadata into other metadata: changed keys, and removed ones with an
// empty value, which asks the service to remove them. It is nil when nothing changes.
func metadataPatch(from, to types.Map) map[string]string {
	var patch map[string]string
	before, after := expandMetadata(from), expandMetadata(to)
	set := func(key, value string) {
		if patch == nil {
			patch = map[string]string{}
		}
		patch[key] = value
	}
	for key, value := range after {
		if old, there := before[key]; !there || old != value {
			set(key, value)
		}
	}
	for key := range before {
		if _, stays := after[key]; !stays {
			set(key, "")
		}
	}
	return patch
}

// removedKeys returns which keys a patch removes, in order.
func removedKeys(patch map[string]string) []string {
	return slices.Sorted(func(yield func(string) bool) {
		for key, value := range patch {
			if value == "" && !yield(key) {
				return
			}
		}
	})
}

// keptKeys returns which of the keys that a patch removed the service kept.
func keptKeys(removed []string, actual map[string]string) []string {
	return slices.DeleteFunc(slices.Clone(removed), func(key string) bool {
		_, there := actual[key]
		return !there
	})
}

// unconfirmed returns the metadata for the state while it is not known whether keys were removed. Null would mean that metadata is not
// managed any more, and what is left of it would be forgotten.
func unconfirmed(state, plan types.Map) types.Map {
	if plan.IsNull() {
		return state
	}
	return plan
}

// ignoreRefusedNull drops the error of a service that does not accept null as metadata: the keys that it kept are reported instead.
func ignoreRefusedNull(err error) error {
	if client.KindOf(err) == client.KindInvalidRequest {
		return nil
	}
	return err
}

// reportKeptKeys adds an error when the service kept keys although it was asked to remove them both with an empty value and with
// null. Without it, every later plan would remove them again.
func reportKeptKeys(kept []string, actual map[string]string, diags *diag.Diagnostics) {
	if len(kept) == 0 {
		return
	}
	var lines []string
	for _, key := range kept {
		lines = append(lines, fmt.Sprintf("  %q = %q", key, actual[key]))
	}
	diags.AddAttributeError(path.Root("metadata"), "The service kept metadata that should have been removed", fmt.Sprintf(
		"The service kept these keys, although it was asked to remove them with an empty value and with null. For a clean plan, add them to metadata "+
			"as they are:\n\n%s\n\nOr replace the object with terraform apply -replace.", strings.Join(lines, "\n")))
}

// planMetadata checks metadata that is to change on an object that exists. Until metadata is managed the state does not know what
// the service has, so read is asked for it, and the plan says what it will remove.
func planMetadata(state, plan types.Map, read func() (map[string]string, error), diags *diag.Diagnostics) {
	if plan.IsNull() || plan.IsUnknown() {
		return
	}
	if state.IsNull() {
		actual, err := read()
		if err != nil {
			return // the apply reads it again
		}
		state = flattenMetadata(plan, actual)
		warnOfForeignKeys(state, plan, diags)
	}
	refuseEmptiedKeys(state, plan, diags)
}

// warnOfForeignKeys names the keys that are removed when metadata that was not managed is managed from now on. They are not
// in the state, so the plan does not show them.
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
			"From now on, metadata is managed as a whole. These keys are not in it, and the apply removes them:\n\n"+strings.Join(lines, "\n"))
	}
}

// refuseEmptiedKeys refuses to set keys of an object that exists to an empty value. The service keeps an empty value only of a new object.
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
			"In an update, the service treats an empty value as a request to remove the key. Remove the key, or replace the object with terraform apply -replace.")
	}
}
