package client

import (
	"encoding/json"
	"fmt"
)

const (
	// maxPageElements bounds a page. The largest pages of the service have 200 elements.
	maxPageElements = 10_000
	// maxAnswerValues bounds the JSON values in an answer. A page of 200 messages, each with 200 participants, has about
	// half as many.
	maxAnswerValues = 1_000_000
)

// elements are the elements of a page. A few bytes of JSON become a large struct, so they are counted before they are
// decoded.
type elements[W any] []W

// UnmarshalJSON makes this a json.Unmarshaler.
func (e *elements[W]) UnmarshalJSON(text []byte) error {
	if n, _ := countValues(text); n > maxPageElements {
		return fmt.Errorf("the page has more than %d elements", maxPageElements)
	}
	return json.Unmarshal(text, (*[]W)(e))
}

// countValues counts the elements of the outermost list or object of valid JSON, and an upper bound of all values in
// it.
func countValues(text []byte) (outermost, all int) {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			all++
		case c == '}' || c == ']':
			depth--
		case c == ',':
			all++
			if depth == 1 {
				outermost++
			}
		}
	}
	return outermost + 1, all + 1
}
