package provider

import (
	"context"
	"iter"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// configurableListResource is embedded in list resources.
type configurableListResource struct {
	configurable
	name string // of the resource type, without the provider's
}

func (c *configurableListResource) Metadata(
	_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_" + c.name
}

func (c *configurableListResource) Configure(
	_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse,
) {
	c.take(req.ProviderData, &resp.Diagnostics)
}

// list runs a list block whose configuration is read into config first. When run adds an error, there are no results.
func (c *configurableListResource) list(
	ctx context.Context, req list.ListRequest, stream *list.ListResultsStream, config any,
	run func(chat *client.Client, diags *diag.Diagnostics) iter.Seq[list.ListResult],
) {
	diags := req.Config.Get(ctx, config)
	chat := c.client(&diags)
	if !diags.HasError() {
		stream.Results = run(chat, &diags)
	}
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
	}
}

// lister turns things of the service into the results of a list block.
type lister[T any] struct {
	list.ListRequest
	listed   func(context.Context) iter.Seq2[T, error]
	wants    func(T) bool
	display  func(T) string // the result's name
	identity func(T) any
	// resource writes what an import would read. What is not found by now is left out, and what is forbidden is left out
	// with a warning, so it does not hide the others.
	resource func(context.Context, T, *tfsdk.Resource, *diag.Diagnostics) error
	at       path.Path // the attribute to blame when what it names is not there
	summary  string    // of the error when listing fails
}

// results makes no more results than the query's limit, and asks for no more pages than that takes. A failure is a
// result of its own, after those before it.
func (l lister[T]) results(ctx context.Context) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		ctx, progress, cancel := whileProgressing(ctx)
		defer cancel()
		left := l.Limit
		for thing, err := range l.listed(ctx) {
			if err != nil {
				push(l.failure(err))
				return
			}
			progress()
			made, ok := l.result(ctx, thing)
			if !ok {
				continue
			}
			if !push(made) || made.Diagnostics.HasError() {
				return
			}
			if made.Identity != nil {
				left--
			}
			if left == 0 { // a query without a limit has zero, and counts down from there
				return
			}
		}
	}
}

// result returns the result for a thing, or false when it is not wanted, or gone by now.
func (l lister[T]) result(ctx context.Context, thing T) (list.ListResult, bool) {
	if !l.wants(thing) {
		return list.ListResult{}, false
	}
	result := l.NewListResult(ctx)
	result.DisplayName = oneLine(l.display(thing))
	result.Diagnostics.Append(result.Identity.Set(ctx, l.identity(thing))...)
	if !l.IncludeResource {
		return result, true
	}
	err := l.resource(ctx, thing, result.Resource, &result.Diagnostics)
	switch {
	case client.IsNotFound(err):
		return list.ListResult{}, false
	case client.KindOf(err) == client.KindForbidden:
		var diags diag.Diagnostics
		diags.AddWarning(result.DisplayName+" is left out", detail(err))
		return list.ListResult{Diagnostics: diags}, true
	case err != nil:
		return l.failure(err), true
	}
	return result, true
}

// oneLine keeps the row of a result to one line.
func oneLine(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, name)
}

// failure is the result that says that listing failed.
func (l lister[T]) failure(err error) list.ListResult {
	var diags diag.Diagnostics
	addReadError(&diags, l.at, l.summary, err)
	return list.ListResult{Diagnostics: diags}
}

// whileProgressing returns a context that ends when progress was not called for readTimeout: a query of thousands may
// take long, but must not hang.
func whileProgressing(ctx context.Context) (_ context.Context, progress func(), cancel context.CancelFunc) {
	ctx, stop := context.WithCancel(ctx)
	timer := time.AfterFunc(readTimeout, stop)
	return ctx, func() { timer.Reset(readTimeout) }, func() {
		timer.Stop()
		stop()
	}
}

// emptyResource fills a model with typed nulls, which it takes from the resource of a result.
func emptyResource(ctx context.Context, r *tfsdk.Resource, model any) diag.Diagnostics {
	diags := r.SetAttribute(ctx, path.Root("id"), "")
	diags.Append(r.Get(ctx, model)...)
	return diags
}
