package provider

import (
	"fmt"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// topicRegexNote says what topic_regex takes.
const topicRegexNote = "Takes a thread only when this regular expression ([RE2](https://github.com/google/re2/wiki/Syntax)) matches " +
	"somewhere in its topic, such as `^Incident `. Defaults to all topics."

// regularExpression accepts regular expressions.
func regularExpression() validator.String {
	return stringCheck{"Not a regular expression", "must be a regular expression (RE2)", func(s string) error {
		if _, err := regexp.Compile(s); err != nil {
			return fmt.Errorf("the syntax is that of RE2, without lookaround and back references: %w", err)
		}
		return nil
	}}
}

// topicMatcher returns what tells whether a topic is wanted; without an expression every topic is.
func topicMatcher(expression types.String, diags *diag.Diagnostics) func(topic string) bool {
	if expression.IsNull() {
		return func(string) bool { return true }
	}
	compiled, err := regexp.Compile(expression.ValueString())
	if err != nil { // it was not known when it was validated
		diags.AddAttributeError(path.Root("topic_regex"), "Not a regular expression", sentence(err))
		return nil
	}
	return compiled.MatchString
}
