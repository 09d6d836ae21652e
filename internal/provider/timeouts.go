package provider

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// defaultTimeout is how long an operation may take when the timeouts attribute does not say. The service allows
// some 30 changes a minute and thread, so large changes take minutes.
const defaultTimeout = 20 * time.Minute

// timeoutsAttribute is the attribute timeouts of a resource.
func timeoutsAttribute(ctx context.Context) schema.Attribute {
	description := func(what string) string {
		return fmt.Sprintf("How long %s may take, including waits for the service's rate limits, such as `30m`. Defaults "+
			"to `20m`.", what)
	}
	attribute := timeouts.Attributes(ctx, timeouts.Opts{
		Create: true, Read: true, Update: true, Delete: true,
		CreateDescription: description("creating"), ReadDescription: description("reading"),
		UpdateDescription: description("updating"), DeleteDescription: description("deleting"),
	}).(schema.SingleNestedAttribute)
	attribute.MarkdownDescription = "How long operations may take. Changing only this makes no call."
	for name, operation := range attribute.Attributes {
		timeout := operation.(schema.StringAttribute)
		timeout.Validators = append(timeout.Validators, positiveDuration())
		attribute.Attributes[name] = timeout
	}
	return attribute
}

// positiveDuration accepts durations longer than zero. Another validator refuses what is not a duration.
func positiveDuration() validator.String {
	return stringCheck{"Invalid timeout", "must be longer than zero", func(s string) error {
		if d, err := time.ParseDuration(s); err == nil && d <= 0 {
			return fmt.Errorf("a timeout of %s leaves no time for the operation; use a duration such as 30m, or leave it out", s)
		}
		return nil
	}}
}

// configuredTimeout returns a timeout of the timeouts attribute, or the given default. It is a method such as
// data.Timeouts.Create.
type configuredTimeout func(context.Context, time.Duration) (time.Duration, diag.Diagnostics)

// readTimeout bounds what has no timeouts attribute, because the client waits for the service's rate limits as long
// as its context lasts. The slowest limit opens again within a minute.
const readTimeout = 5 * time.Minute

// readTimeoutNote says so in descriptions.
const readTimeoutNote = "This may take at most 5 minutes, including waits for the service's rate limits."

// bounded bounds a context by readTimeout.
func bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, readTimeout)
}
