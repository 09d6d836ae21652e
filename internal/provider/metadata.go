package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// metadataLimits says what metadata may hold, for descriptions.
const metadataLimits = "A map of strings, at most 1 KB (1024 bytes of UTF-8) in all, keys and values together."

// metadataValidators accept metadata that goes in when the object is made.
func metadataValidators() []validator.Map {
	return []validator.Map{
		mapvalidator.NoNullValues(),
		mapvalidator.KeysAre(stringvalidator.LengthAtLeast(1)),
		metadataSize{},
	}
}

// editableMetadataValidators accept metadata that can be changed later too: there, an empty value removes its key.
func editableMetadataValidators() []validator.Map {
	return append(metadataValidators(), mapvalidator.ValueStringsAre(stringCheck{
		"An empty metadata value", "must not be empty",
		func(s string) error {
			if s == "" {
				return fmt.Errorf("the service takes an empty value for a request to remove the key; leave the key out instead")
			}
			return nil
		},
	}))
}

// metadataSize accepts metadata of a size that the service takes. What is not known yet counts as nothing.
type metadataSize struct{}

func (metadataSize) Description(context.Context) string {
	return fmt.Sprintf("must hold at most %d bytes of UTF-8 in all", client.MaxMetadataBytes)
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
		resp.Diagnostics.AddAttributeError(req.Path, "Too much metadata", fmt.Sprintf(
			"The keys and values are %d bytes of UTF-8; the service takes at most %d (1 KB).", size, client.MaxMetadataBytes))
	}
}

// expandMetadata returns known metadata for the client; nil when there is none.
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

// metadataPatch returns what turns metadata into other metadata by merging: changed keys, and removed ones with an
// empty value, which asks the service to remove them. It is nil when there is nothing to change.
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

// reportKeptKeys adds an error when the service kept keys that it was asked to remove: without it, every later plan
// would want to remove them again.
func reportKeptKeys(removed []string, actual map[string]string, diags *diag.Diagnostics) {
	kept := slices.DeleteFunc(slices.Clone(removed), func(key string) bool {
		_, there := actual[key]
		return !there
	})
	if len(kept) > 0 {
		diags.AddAttributeError(path.Root("metadata"), "The service kept metadata that was to be removed", fmt.Sprintf(
			"Of the keys that were removed from the configuration, the service kept %s. Put them back into metadata with the values they have, or "+
				"replace the object with terraform apply -replace.", strings.Join(kept, ", ")))
	}
}
