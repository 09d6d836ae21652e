package provider

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
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
		noNullValues{},
		mapvalidator.KeysAre(stringvalidator.LengthAtLeast(1)),
		metadataSize{},
	}
}

// metadataAttribute is the metadata of a thread or message, which can be changed in place.
func metadataAttribute(of string) schema.MapAttribute {
	return schema.MapAttribute{
		Optional: true, Computed: true, ElementType: types.StringType, Validators: metadataValidators(),
		PlanModifiers: []planmodifier.Map{unmanagedWhenNull{}},
		MarkdownDescription: metadataLimits + " When set, it is all the metadata of the " + of + ": other keys are " +
			"removed. Changed in place. An empty value can only be set on a new " + of + ". When null, metadata is not " +
			"managed: what others set stays, and so does what an import found. Removing the argument removes the keys that it " +
			"had set, but not those that an import found and that were never changed here; `{}` removes them all.",
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
	before := expandMetadata(prior)
	for key, value := range metadata {
		if old, there := before[key]; there && sameButSpace(old, value) {
			value = old
		}
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
