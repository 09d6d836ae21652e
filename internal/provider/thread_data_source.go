package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var (
	_ datasource.DataSourceWithConfigure        = (*threadDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*threadDataSource)(nil)
)

type threadDataSource struct{ configurableDataSource }

// NewThreadDataSource makes the data source chat_thread.
func NewThreadDataSource() datasource.DataSource { return &threadDataSource{} }

func (d *threadDataSource) Metadata(
	_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_thread"
}

func (d *threadDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads a chat thread with all its members, by `id` or by `topic`. The acting user must be a " +
			"member of it; a thread that does not exist, or was deleted, is an error.\n\n" + readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Optional: true, Computed: true, Validators: []validator.String{threadID()},
				MarkdownDescription: "ID of the thread, such as `19:…@thread.v2`. Set either this or `topic`."},
			"topic": schema.StringAttribute{Optional: true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
				MarkdownDescription: "Topic of the thread, exactly as it is. When set, exactly one thread of the acting user " +
					"must have it: the service does not keep topics unique. Set either this or `id`."},
			"metadata": schema.MapAttribute{Computed: true, ElementType: types.StringType,
				MarkdownDescription: "The thread's metadata; null when it has none."},
			"delete_after_days": schema.Int64Attribute{Computed: true,
				MarkdownDescription: "The service deletes the thread this many days after its creation; null when it is kept " +
					"indefinitely."},
			"members": membersByIDAttribute(),
			"created_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{},
				MarkdownDescription: "When the thread was created, RFC 3339."},
			"created_by": schema.StringAttribute{Computed: true, MarkdownDescription: "Raw id of the user that created the " +
				"thread."},
		},
	}
}

// ConfigValidators accept one way to name the thread.
func (d *threadDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("topic"))}
}

func (d *threadDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data threadModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := d.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	if data.ID.IsNull() {
		if data.ID = findThread(ctx, chat, data.Topic.ValueString(), &resp.Diagnostics); resp.Diagnostics.HasError() {
			return
		}
	}
	if err := data.read(ctx, chat, &resp.Diagnostics); err != nil {
		addReadError(&resp.Diagnostics, path.Root("id"), "Could not read the thread", err)
	}
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
	}
}

// read copies everything that the service has of a thread.
func (m *threadModel) read(ctx context.Context, chat *client.Client, diags *diag.Diagnostics) error {
	thread, err := chat.GetThread(ctx, m.ID.ValueString())
	if err != nil {
		return err
	}
	members, err := chat.RefreshMembers(ctx, thread.ID)
	if err != nil {
		return err
	}
	m.flattenThread(thread)
	value, problems := types.MapValueFrom(ctx, memberType(), membersByID(members))
	diags.Append(problems...)
	m.Members = value
	return nil
}
