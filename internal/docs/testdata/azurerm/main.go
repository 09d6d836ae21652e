// Command azurerm stands in for the provider azurerm in the tests of examples/azure: the resources and the data source
// that the example uses, with their real attributes, and an emulator behind them instead of Azure.
package main

import (
	"context"
	"log"
	"maps"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
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
	resp.Schema.Attributes = map[string]providerschema.Attribute{
		"resource_providers_to_register": providerschema.ListAttribute{Optional: true, ElementType: types.StringType},
	}
	resp.Schema.Blocks = map[string]providerschema.Block{"features": providerschema.SingleNestedBlock{}}
}

func (standIn) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (standIn) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return clientConfig{} }}
}

func (standIn) Resources(context.Context) []func() resource.Resource {
	connection := os.Getenv("AZURERM_STAND_IN_CONNECTION")
	var constructors []func() resource.Resource
	for _, r := range []standInResource{
		{name: "azurerm_resource_group", required: []string{"name", "location"}, computed: map[string]string{"id": "group"}},
		{name: "azurerm_communication_service", required: []string{"name", "resource_group_name", "data_location"}, computed: map[string]string{
			"id": "service", "hostname": "contoso.communication.azure.com",
			"primary_connection_string": connection, "secondary_connection_string": connection,
		}},
		{name: "azurerm_role_assignment", required: []string{"scope", "role_definition_name", "principal_id"},
			computed: map[string]string{"id": "assignment"}},
		{name: "azurerm_eventgrid_system_topic", computed: map[string]string{"id": "topic"},
			required: []string{"name", "resource_group_name", "location", "source_resource_id", "topic_type"}},
		{name: "azurerm_eventgrid_system_topic_event_subscription", computed: map[string]string{"id": "subscription"},
			required: []string{"name", "resource_group_name", "system_topic"}, lists: []string{"included_event_types"}, block: "webhook_endpoint"},
	} {
		constructors = append(constructors, func() resource.Resource { return r })
	}
	return constructors
}

// clientConfig is the data source azurerm_client_config.
type clientConfig struct{}

func (clientConfig) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "azurerm_client_config"
}

func (clientConfig) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema.Attributes = map[string]datasourceschema.Attribute{"object_id": datasourceschema.StringAttribute{Computed: true}}
}

func (clientConfig) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("object_id"), "00000000-0000-0000-0000-000000000000")...)
}

// standInResource has required strings and, once it is created, fixed computed ones.
type standInResource struct {
	name     string
	required []string
	lists    []string // optional, of strings
	block    string   // with a url; empty when there is none
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
	for _, name := range r.lists {
		attributes[name] = schema.ListAttribute{Optional: true, ElementType: types.StringType}
	}
	resp.Schema = schema.Schema{Attributes: attributes, Blocks: map[string]schema.Block{}}
	if r.block != "" {
		resp.Schema.Blocks[r.block] = schema.SingleNestedBlock{Attributes: map[string]schema.Attribute{
			"url": schema.StringAttribute{Required: true},
		}}
	}
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
