package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// It is not known whether the service keeps white space around texts. If it does not, each plan would show the
// difference again, and a member would be removed and added each time.

// flattenSpaced returns a text as it was when only white space differs from what the service has.
func flattenSpaced(prior types.String, actual string) types.String {
	if !prior.IsNull() && !prior.IsUnknown() && sameButSpace(prior.ValueString(), actual) {
		return prior
	}
	return types.StringValue(actual)
}

// sameButSpace reports whether only white space differs between texts.
func sameButSpace(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// topicSpaceHint warns of a topic that begins or ends with white space, as a heredoc does.
type topicSpaceHint struct{}

func (topicSpaceHint) Description(context.Context) string {
	return "should not begin or end with white space"
}

func (h topicSpaceHint) MarkdownDescription(ctx context.Context) string { return h.Description(ctx) }

func (topicSpaceHint) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	text := req.ConfigValue.ValueString()
	if trimmed := strings.TrimSpace(text); trimmed != text && trimmed != "" {
		resp.Diagnostics.AddAttributeWarning(req.Path, "White space around the topic", fmt.Sprintf(
			"The topic is %q. The service may remove the white space around it. A heredoc (<<EOT) ends in a newline: "+
				"write the topic in quotes, or wrap it in trimspace().", text))
	}
}
