package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// stringCheck is a validator made from a function that returns what is wrong with a known string.
type stringCheck struct {
	summary     string // of the error
	description string // of what is valid
	check       func(string) error
}

func (v stringCheck) Description(context.Context) string         { return v.description }
func (v stringCheck) MarkdownDescription(context.Context) string { return v.description }

func (v stringCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := v.check(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, v.summary, sentence(err))
	}
}

// userID accepts raw user ids.
func userID() validator.String {
	return stringCheck{"Invalid user id", "must be a raw user id such as 8:acs:<resource guid>_<user guid>", checkUserID}
}

func checkUserID(s string) error {
	_, err := client.ParseIdentifier(s)
	return err
}

// notTokenUser is the summary of the error for an id that belongs to no user who can have access tokens.
const notTokenUser = "Not a Communication Services user id"

// tokenUserID accepts raw ids of users that tokens can be issued for: those of a Communication Services resource.
func tokenUserID() validator.String {
	return stringCheck{notTokenUser, "must be the raw id of a Communication Services user, 8:acs:<resource guid>_<user " +
		"guid>", client.ValidateTokenUserID}
}

// threadID accepts thread ids.
func threadID() validator.String {
	return stringCheck{
		"Invalid thread id",
		"must be a thread id such as 19:<letters, digits, - and _>@thread.v2",
		client.ValidateThreadID,
	}
}

// messageID accepts message ids.
func messageID() validator.String {
	return stringCheck{"Invalid message id", "must be a message id, a decimal number", client.ValidateMessageID}
}

func endpoint() validator.String {
	return stringCheck{
		"Invalid endpoint",
		"must be an https URL such as https://contoso.communication.azure.com",
		func(s string) error {
			_, err := client.ParseEndpoint(s)
			return err
		},
	}
}

func connectionString() validator.String {
	return stringCheck{"Invalid connection string", "must be endpoint=https://…/;accesskey=…", func(s string) error {
		_, err := client.ParseConnectionString(s)
		return err
	}}
}

// wholeSeconds accepts times that the service can keep: recorded traffic has whole seconds only. What is not a time is
// left to the attribute's type.
func wholeSeconds() validator.String {
	return stringCheck{"Fractional seconds are not supported", "must be in whole seconds", func(s string) error {
		if t := expandTime(rfc3339(s)); t != nil && t.Nanosecond() != 0 {
			return fmt.Errorf(
				"the service keeps whole seconds only; leave out the fraction, as in %s",
				t.Truncate(time.Second).Format(time.RFC3339),
			)
		}
		return nil
	}}
}

// notBlank accepts strings that are not only white space.
func notBlank(name string) validator.String {
	return stringCheck{"The " + name + " is empty", "must not be empty", func(s string) error {
		if strings.TrimSpace(s) == "" {
			return fmt.Errorf("the %s must contain at least one character that is not white space", name)
		}
		return nil
	}}
}

// messageSize accepts what fits into one message.
func messageSize() validator.String {
	return stringCheck{
		"The message is too large",
		fmt.Sprintf("must be at most %d bytes of UTF-8", client.MaxMessageBytes),
		func(s string) error {
			if len(s) > client.MaxMessageBytes {
				return fmt.Errorf(
					"the content is %d bytes of UTF-8; the service accepts at most %d (28 KB)",
					len(s),
					client.MaxMessageBytes,
				)
			}
			return nil
		},
	}
}

// noNullValues accepts maps without a null value. The library's validator does not name the key.
type noNullValues struct{}

func (noNullValues) Description(context.Context) string               { return "must not have null values" }
func (v noNullValues) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (noNullValues) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	refuseNullValues(req.ConfigValue, req.Path, &resp.Diagnostics)
}

// refuseNullValues adds an error for each key of a map whose value is null.
func refuseNullValues(value types.Map, at path.Path, diags *diag.Diagnostics) {
	elements := value.Elements()
	for _, key := range slices.Sorted(maps.Keys(elements)) {
		if elements[key].IsNull() {
			diags.AddAttributeError(at.AtMapKey(key), "Null value", fmt.Sprintf("The value of the key %q is null. Leave the "+
				"key out, for example with { for k, v in m : k => v if v != null }.", key))
		}
	}
}
