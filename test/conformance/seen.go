package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// status returns the status of a response, for questions in which nothing else matters.
func status(r response) string { return strconv.Itoa(r.status) }

// refusalWithTarget returns all that a validation error says.
func refusalWithTarget(r response) string {
	return fmt.Sprintf("%s (target %s): %s", r.refusal(), r.errorField("target"), r.errorField("message"))
}

// yes says yes or no.
func yes(answer bool) string { return map[bool]string{true: "yes", false: "no"}[answer] }

// sameOr says same or something else.
func sameOr(same bool, other string) string {
	if same {
		return "same"
	}
	return other
}

// there says whether something is there.
func there(value any) string {
	if value == nil {
		return "absent"
	}
	return "present"
}

// sameValues are the values of a choice that are named like the answers.
func sameValues(answers ...string) map[string]string {
	values := map[string]string{}
	for _, answer := range answers {
		values[answer] = answer
	}
	return values
}

// form replaces GUIDs and hexadecimal digits of an ID, so it can be compared.
func form(id string) string {
	id = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`).ReplaceAllString(id, "<guid>")
	return regexp.MustCompile(`\b[0-9a-f]{32}\b`).ReplaceAllString(id, "<32 hex>")
}

// find returns the element of a list whose field has a value; nil when there is none.
func find(list []any, field string, value any) any {
	i := slices.IndexFunc(list, func(element any) bool { return at(element, field) == value })
	if i < 0 {
		return nil
	}
	return list[i]
}

// texts returns a field of each element of a list.
func texts(list []any, field string) []string {
	var texts []string
	for _, element := range list {
		text, _ := at(element, field).(string)
		texts = append(texts, text)
	}
	return texts
}

// order says how texts are sorted.
func order(texts []string) string {
	reversed := slices.Clone(texts)
	slices.Reverse(reversed)
	switch {
	case slices.IsSorted(reversed):
		return "falling"
	case slices.IsSorted(texts):
		return "rising"
	}
	return "neither rising nor falling"
}
