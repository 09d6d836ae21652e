package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ datasource.DataSourceWithConfigure = (*threadMembersDataSource)(nil)

type threadMembersDataSource struct{ configurableDataSource }

// NewThreadMembersDataSource makes the data source chat_thread_members.
func NewThreadMembersDataSource() datasource.DataSource { return &threadMembersDataSource{} }

type threadMembersModel struct {
	ThreadID types.String           `tfsdk:"thread_id"`
	Members  map[string]memberModel `tfsdk:"members"` // by raw id
}

func (d *threadMembersDataSource) Metadata(
	_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_thread_members"
}

func (d *threadMembersDataSource) Schema(
	_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the members of a chat thread. The acting user must be one of them; a thread that does " +
			"not exist is an error.\n\n" +
			readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"thread_id": threadIDAttribute(),
			"members":   membersByIDAttribute(),
		},
	}
}

// membersByIDAttribute is a computed map of members in a data source.
func membersByIDAttribute() schema.MapNestedAttribute {
	return schema.MapNestedAttribute{
		Computed:            true,
		MarkdownDescription: "The members of the thread, the acting user included: a map by raw id of the user.",
		NestedObject:        schema.NestedAttributeObject{Attributes: memberAttributes()},
	}
}

// membersByID returns members by raw id, with all that the service has.
func membersByID(members []client.Member) map[string]memberModel {
	byID := make(map[string]memberModel, len(members))
	for _, m := range flattenMembers(members) {
		byID[m.UserID.ValueString()] = m
	}
	return byID
}

// threadIDAttribute is the attribute thread_id of a data source.
func threadIDAttribute() schema.StringAttribute {
	return schema.StringAttribute{Required: true, Validators: []validator.String{threadID()},
		MarkdownDescription: "Id of the thread, such as `19:…@thread.v2`."}
}

func (d *threadMembersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data threadMembersModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := d.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	members, err := chat.RefreshMembers(ctx, data.ThreadID.ValueString())
	if err != nil {
		addReadError(&resp.Diagnostics, path.Root("thread_id"), "Could not list the members of the thread", err)
		return
	}
	data.Members = membersByID(members)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
