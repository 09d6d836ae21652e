package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ datasource.DataSourceWithConfigure = (*userDataSource)(nil)

type userDataSource struct{ configurableDataSource }

// NewUserDataSource makes the data source chat_user.
func NewUserDataSource() datasource.DataSource { return &userDataSource{} }

type userDataSourceModel struct {
	ID                types.String      `tfsdk:"id"`
	CustomID          types.String      `tfsdk:"custom_id"`
	LastTokenIssuedOn timetypes.RFC3339 `tfsdk:"last_token_issued_on"`
}

func (d *userDataSource) Metadata(
	_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user"
}

func (d *userDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads a user (a communication identity) of the Communication Services resource; one that " +
			"does not exist is an error. The provider must log in with `connection_string` or `use_entra_id`. Uses a preview " +
			"of the service's API (`2025-03-02-preview`).\n\nA user cannot be looked up by `custom_id`: the only call that " +
			"takes one creates a user when there is none. The resource `chat_user` adopts the user that has it.\n\n" +
			readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Required: true, Validators: []validator.String{tokenUserID()},
				MarkdownDescription: "Raw ID of the user, `8:acs:<resource guid>_<user guid>`."},
			"custom_id": schema.StringAttribute{Computed: true, MarkdownDescription: "Your own name for the user; null when " +
				"it has none."},
			"last_token_issued_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{},
				MarkdownDescription: "When an access token was last issued for the user, RFC 3339; null when none ever was."},
		},
	}
}

func (d *userDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data userDataSourceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := d.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	user, err := chat.GetUser(ctx, data.ID.ValueString())
	if err != nil {
		addReadError(&resp.Diagnostics, path.Root("id"), "Could not read the user", err)
		return
	}
	data.CustomID, data.LastTokenIssuedOn = flattenCustomID(user), flattenTime(user.LastTokenIssuedOn)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
