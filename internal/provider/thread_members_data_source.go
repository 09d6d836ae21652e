package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ datasource.DataSourceWithConfigure = (*threadMembersDataSource)(nil)

type threadMembersDataSource struct{ configurableDataSource }

// NewThreadMembersDataSource makes the data source chat_thread_members.
func NewThreadMembersDataSource() datasource.DataSource { return &threadMembersDataSource{} }

type threadMembersModel struct {
	ThreadID types.String  `tfsdk:"thread_id"`
	Members  []memberModel `tfsdk:"members"`
}

func (d *threadMembersDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_thread_members"
}

func (d *threadMembersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the members of a chat thread. The acting user must be one of them; a thread that is not there is an error.\n\n" +
			readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"thread_id": threadIDAttribute(),
			"members":   membersAttribute("The members of the thread, the acting user included, ordered by `user_id`."),
		},
	}
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
	members, err := chat.ListMembers(ctx, data.ThreadID.ValueString())
	if err != nil {
		addReadError(&resp.Diagnostics, path.Root("thread_id"), "Could not list the members of the thread", err)
		return
	}
	data.Members = flattenMembers(members)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
