package emulator

import (
	"encoding/json"
	"maps"
)

// maxMetadata is the documented limit of a thread's, member's or message's metadata, keys and values together, in
// bytes.
const maxMetadata = 1 << 10

// checkMetadata refuses metadata that is too large.
func checkMetadata(metadata map[string]string) error {
	size := 0
	for key, value := range metadata {
		size += len(key) + len(value)
	}
	if size > maxMetadata {
		return badRequest("The metadata is larger than %d bytes.", maxMetadata)
	}
	return nil
}

// mergeMetadata applies a merge patch: keys that it does not name stay, and keys that it names with "" or null go,
// unless removes says otherwise. Then "" is a value like any other, and null changes nothing.
func mergeMetadata(
	metadata map[string]string,
	patch json.RawMessage,
	removes func(value string) bool,
) (map[string]string, error) {
	var changes map[string]*string
	if err := json.Unmarshal(patch, &changes); err != nil {
		return nil, badRequest("The metadata is not valid: %v.", err)
	}
	if changes == nil { // the patch is null
		if removes("null") {
			return map[string]string{}, nil
		}
		return metadata, nil
	}
	merged := map[string]string{}
	maps.Copy(merged, metadata)
	for key, value := range changes {
		switch {
		case value == nil && removes("null"), value != nil && *value == "" && removes("empty"):
			delete(merged, key)
		case value != nil:
			merged[key] = *value
		}
	}
	return merged, checkMetadata(merged)
}

// removesMetadata reports whether a value in a patch of a thread's metadata, "empty" or "null", removes its key.
func (s *Server) removesMetadata(value string) bool {
	return s.chose(ChoiceMetadataRemoval, "both") || s.chose(ChoiceMetadataRemoval, value)
}

// patchedString reads a key of a merge patch whose value must not be empty.
func (c *call) patchedString(name string, value json.RawMessage) (string, error) {
	var text *string
	if err := json.Unmarshal(value, &text); err != nil || text == nil || c.text(*text) == "" {
		return "", badRequest("Value for %s is not valid.", name)
	}
	return c.text(*text), nil
}
