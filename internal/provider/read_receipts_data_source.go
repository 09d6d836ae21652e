package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ datasource.DataSourceWithConfigure = (*readReceiptsDataSource)(nil)

type readReceiptsDataSource struct{ configurableDataSource }

// NewReadReceiptsDataSource makes the data source chat_read_receipts.
func NewReadReceiptsDataSource() datasource.DataSource { return &readReceiptsDataSource{} }

type readReceiptsModel struct {
	ThreadID     types.String       `tfsdk:"thread_id"`
	ReadReceipts []readReceiptModel `tfsdk:"read_receipts"`
}

type readReceiptModel struct {
	SenderID  types.String      `tfsdk:"sender_id"`
	MessageID types.String      `tfsdk:"message_id"`
	ReadOn    timetypes.RFC3339 `tfsdk:"read_on"`
}

func (d *readReceiptsDataSource) Metadata(
	_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_read_receipts"
}

func (d *readReceiptsDataSource) Schema(
	_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the read receipts of a chat thread: how far each member has read. The acting user must " +
			"be a member. The service keeps read receipts for threads of up to 20 members.\n\n" + readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"thread_id": threadIDAttribute(),
			"read_receipts": schema.ListNestedAttribute{Computed: true,
				MarkdownDescription: "The read receipts, in the order of the service.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"sender_id": schema.StringAttribute{Computed: true, MarkdownDescription: "Raw id of the user that has read the " +
						"message."},
					"message_id": schema.StringAttribute{Computed: true, MarkdownDescription: "Id of the message up to which it was " +
						"read."},
					"read_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{},
						MarkdownDescription: "When it was read, RFC 3339."},
				}}},
		},
	}
}

func (d *readReceiptsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data readReceiptsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := d.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	if err := data.read(ctx, chat); err != nil {
		addReadError(&resp.Diagnostics, path.Root("thread_id"), "Could not list the read receipts of the thread", err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func (m *readReceiptsModel) read(ctx context.Context, chat *client.Client) error {
	m.ReadReceipts = []readReceiptModel{} // none is an empty list, not null
	for r, err := range chat.ListReadReceipts(ctx, m.ThreadID.ValueString()) {
		if err != nil {
			return err
		}
		m.ReadReceipts = append(m.ReadReceipts, readReceiptModel{
			SenderID: types.StringValue(r.SenderID), MessageID: types.StringValue(r.MessageID), ReadOn: flattenTime(&r.ReadOn),
		})
	}
	return nil
}
