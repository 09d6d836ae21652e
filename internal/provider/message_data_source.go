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

var _ datasource.DataSourceWithConfigure = (*messageDataSource)(nil)

type messageDataSource struct{ configurableDataSource }

// NewMessageDataSource makes the data source chat_message.
func NewMessageDataSource() datasource.DataSource { return &messageDataSource{} }

// threadMessageModel is a message that says which thread it is in.
type threadMessageModel struct {
	messageModel
	ThreadID types.String `tfsdk:"thread_id"`
}

func (d *messageDataSource) Metadata(
	_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_message"
}

func (d *messageDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := messageAttributes()
	attributes["thread_id"] = threadIDAttribute()
	attributes["id"] = schema.StringAttribute{Required: true, Validators: []validator.String{messageID()},
		MarkdownDescription: "Id of the message: a decimal number, unique within its thread."}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one message of a chat thread, sent by a user or written by the service. The acting " +
			"user must be a member of the thread. A message that does not exist is an error; a deleted one still exists, with " +
			"`deleted_on` set and without content.\n\n" + readTimeoutNote,
		Attributes: attributes,
	}
}

func (d *messageDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data threadMessageModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := d.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	ref := client.MessageRef{ThreadID: data.ThreadID.ValueString(), ID: data.ID.ValueString()}
	message, err := chat.GetMessage(ctx, ref)
	if err != nil {
		addReadError(&resp.Diagnostics, path.Root("id"), "Could not read the message", err)
		return
	}
	data.messageModel = flattenMessage(message)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
