// Command barest is the least that a provider on the framework can be which makes the same calls as our chat_thread
// with a topic. What ours takes beyond it is the price of its schema and its checks. It writes no log.
package main

import (
	"context"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

func main() {
	for _, name := range []string{"TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_PROVIDER_CHAT"} {
		if err := os.Setenv(name, "off"); err != nil {
			log.Fatal(err)
		}
	}
	newProvider := func() provider.Provider { return barestProvider{} }
	options := providerserver.ServeOpts{Address: "registry.terraform.io/terraform-acs/chat"}
	if err := providerserver.Serve(context.Background(), newProvider, options); err != nil {
		log.Fatal(err)
	}
}

type barestProvider struct{}

func (barestProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "chat"
}

func (barestProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (barestProvider) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	login, err := client.ParseConnectionString(os.Getenv("CHAT_CONNECTION_STRING"))
	if err != nil {
		resp.Diagnostics.AddError("Reading the connection string", err.Error())
		return
	}
	chat, err := client.New(client.Options{
		Endpoint: login.Endpoint, AccessKey: login.AccessKey, ActingUserID: os.Getenv("CHAT_USER_ID"),
		DisableThrottling: true,
	})
	addError(&resp.Diagnostics, err)
	resp.ResourceData = chat
}

func (barestProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (barestProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &thread{} }}
}

type thread struct{ chat *client.Client }

type threadModel struct {
	ID    types.String `tfsdk:"id"`
	Topic types.String `tfsdk:"topic"`
}

func (*thread) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "chat_thread"
}

func (*thread) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":    schema.StringAttribute{Computed: true, PlanModifiers: keep},
		"topic": schema.StringAttribute{Required: true},
	}}
}

func (t *thread) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	t.chat, _ = req.ProviderData.(*client.Client)
}

func (t *thread) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var data threadModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &data)...)
	created, _, err := t.chat.CreateThread(ctx, client.NewThread{Topic: data.Topic.ValueString()})
	addError(&resp.Diagnostics, err)
	data.ID = types.StringValue(created.ID)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func (t *thread) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var data threadModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	listed, err := t.chat.IsListed(ctx, data.ID.ValueString(), data.Topic.ValueString())
	if err == nil && !listed {
		_, err = t.chat.GetThread(ctx, data.ID.ValueString())
	}
	addError(&resp.Diagnostics, err)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

// Update is never called: what is measured changes nothing.
func (*thread) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}

func (t *thread) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var data threadModel
	resp.Diagnostics.Append(req.State.Get(ctx, &data)...)
	addError(&resp.Diagnostics, t.chat.DeleteThread(ctx, data.ID.ValueString()))
}

func addError(diags *diag.Diagnostics, err error) {
	if err != nil {
		diags.AddError("The call failed", err.Error())
	}
}
