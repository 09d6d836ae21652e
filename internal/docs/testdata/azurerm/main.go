// Command azurerm stands in for the provider azurerm in the tests of examples/azure: the two resources that the
// example uses, with their real attributes, and an emulator behind them instead of Azure.
package main

import (
	"context"
	"log"
	"maps"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)

func main() {
	err := providerserver.Serve(context.Background(), func() provider.Provider { return standIn{} },
		providerserver.ServeOpts{Address: "registry.terraform.io/hashicorp/azurerm"})
	if err != nil {
		log.Fatal(err)
	}
}

type standIn struct{}

func (standIn) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "azurerm"
}

func (standIn) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema.Blocks = map[string]providerschema.Block{"features": providerschema.SingleNestedBlock{}}
}

func (standIn) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (standIn) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (standIn) Resources(context.Context) []func() resource.Resource {
	connection := os.Getenv("AZURERM_STAND_IN_CONNECTION")
	return []func() resource.Resource{
		func() resource.Resource {
			return standInResource{"azurerm_resource_group", []string{"name", "location"}, map[string]string{"id": "group"}}
		},
		func() resource.Resource {
			return standInResource{"azurerm_communication_service", []string{"name", "resource_group_name", "data_location"}, map[string]string{
				"id": "service", "hostname": "contoso.communication.azure.com",
				"primary_connection_string": connection, "secondary_connection_string": connection,
			}}
		},
	}
}

// standInResource has required strings and, once it is created, fixed computed ones.
type standInResource struct {
	name     string
	required []string
	computed map[string]string
}

func (r standInResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.name
}

func (r standInResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{}
	for _, name := range r.required {
		attributes[name] = schema.StringAttribute{Required: true}
	}
	for name := range maps.Keys(r.computed) {
		attributes[name] = schema.StringAttribute{Computed: true, Sensitive: name != "id" && name != "hostname",
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}}
	}
	resp.Schema = schema.Schema{Attributes: attributes}
}

func (r standInResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw
	for name, value := range r.computed {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}
}

func (standInResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (standInResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
}

func (standInResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
