// Command idle is a provider whose chat_thread has the same map of members as ours, and does nothing: what a
// configuration takes with it is what Terraform and the framework take. It logs as every provider on the framework
// does.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func main() {
	newProvider := func() provider.Provider { return idleProvider{} }
	options := providerserver.ServeOpts{Address: "registry.terraform.io/terraform-acs/chat"}
	if err := providerserver.Serve(context.Background(), newProvider, options); err != nil {
		log.Fatal(err)
	}
}

type idleProvider struct{}

func (idleProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "chat"
}

func (idleProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (idleProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (idleProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (idleProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return idleThread{} }}
}

type idleThread struct{}

func (idleThread) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "chat_thread"
}

func (idleThread) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	member := map[string]schema.Attribute{
		"user_id":            schema.StringAttribute{Optional: true},
		"display_name":       schema.StringAttribute{Optional: true},
		"share_history_time": schema.StringAttribute{Optional: true},
		"metadata":           schema.MapAttribute{Optional: true, ElementType: types.StringType},
	}
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":    schema.StringAttribute{Computed: true, PlanModifiers: keep},
		"topic": schema.StringAttribute{Required: true},
		"members": schema.MapNestedAttribute{
			Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: member},
		},
	}}
}

func (idleThread) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), "1")...)
}

func (idleThread) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (idleThread) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
}

func (idleThread) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
