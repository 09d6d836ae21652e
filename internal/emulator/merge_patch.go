package emulator

import "encoding/json"

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

// mergeMetadata applies a merge patch: keys that it does not name stay, keys that it names with null or "" go. A null
// patch takes all away.
func mergeMetadata(metadata map[string]string, patch json.RawMessage) (map[string]string, error) {
	var changes map[string]*string
	if err := json.Unmarshal(patch, &changes); err != nil {
		return nil, badRequest("The metadata is not valid: %v.", err)
	}
	merged := map[string]string{}
	if changes == nil {
		return merged, nil
	}
	for key, value := range metadata {
		merged[key] = value
	}
	for key, value := range changes {
		if value == nil || *value == "" {
			delete(merged, key)
		} else {
			merged[key] = *value
		}
	}
	return merged, checkMetadata(merged)
}

// patchedString reads a key of a merge patch that must not become empty.
func patchedString(name string, value json.RawMessage) (string, error) {
	var text *string
	if err := json.Unmarshal(value, &text); err != nil || text == nil || *text == "" {
		return "", badRequest("Value for %s is not valid.", name)
	}
	return *text, nil
}
