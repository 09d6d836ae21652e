package provider

import (
	"context"
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// query is one run of a list block.
type query struct {
	list.ListRequest
	chat    *client.Client
	at      path.Path // the attribute to blame when what it names is not there
	summary string    // of the error when listing fails
}

// results turns what is listed into results, no more than the query's limit, and asks for no more pages than that
// takes. A failure is a result of its own, after those before it.
//
// result makes a result; it returns false when the thing is to be left out.
func results[T any](ctx context.Context, q query, listed func(context.Context) iter.Seq2[T, error], result func(context.Context, T) (list.ListResult, bool)) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		ctx, progress, cancel := whileProgressing(ctx)
		defer cancel()
		left := q.Limit
		for thing, err := range listed(ctx) {
			if err != nil {
				push(q.failure(err))
				return
			}
			progress()
			made, ok := result(ctx, thing)
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

// failure is the result that says that listing failed.
func (q query) failure(err error) list.ListResult {
	var diags diag.Diagnostics
	addReadError(&diags, q.at, q.summary, err)
	return list.ListResult{Diagnostics: diags}
}

// leftOut is a result that warns of something that is there, but cannot be shown.
func leftOut(summary string, err error) list.ListResult {
	var diags diag.Diagnostics
	diags.AddWarning(summary, detail(err))
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
