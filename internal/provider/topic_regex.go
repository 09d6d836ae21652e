package provider

import (
	"fmt"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// topicRegexNote describes topic_regex.
const topicRegexNote = "Includes only threads whose topic matches this regular expression " +
	"([RE2](https://github.com/google/re2/wiki/Syntax)), such as `^Incident `. Defaults to all topics."

// regularExpression accepts regular expressions.
func regularExpression() validator.String {
	return stringCheck{"Invalid regular expression", "must be a regular expression (RE2)", func(s string) error {
		if _, err := regexp.Compile(s); err != nil {
			return fmt.Errorf("the syntax is RE2, which has no lookaround and no backreferences: %w", err)
		}
		return nil
	}}
}

// topicMatcher returns a function that reports whether a topic matches; without an expression every topic does.
func topicMatcher(expression types.String, diags *diag.Diagnostics) func(topic string) bool {
	if expression.IsNull() {
		return func(string) bool { return true }
	}
	compiled, err := regexp.Compile(expression.ValueString())
	if err != nil { // it was not known when it was validated
		diags.AddAttributeError(path.Root("topic_regex"), "Invalid regular expression", sentence(err))
		return nil
	}
	return compiled.MatchString
}
