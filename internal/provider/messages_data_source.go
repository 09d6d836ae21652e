package provider

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ datasource.DataSourceWithConfigure = (*messagesDataSource)(nil)

type messagesDataSource struct{ configurableDataSource }

// NewMessagesDataSource makes the data source chat_messages.
func NewMessagesDataSource() datasource.DataSource { return &messagesDataSource{} }

// messagesModel is the data source chat_messages.
type messagesModel struct {
	ThreadID       types.String      `tfsdk:"thread_id"`
	StartTime      timetypes.RFC3339 `tfsdk:"start_time"`
	Types          types.Set         `tfsdk:"types"`
	IncludeDeleted types.Bool        `tfsdk:"include_deleted"`
	MaxResults     types.Int64       `tfsdk:"max_results"`
	Messages       []messageModel    `tfsdk:"messages"`
}

func (d *messagesDataSource) Metadata(
	_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_messages"
}

func (d *messagesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the messages of a chat thread, newest first: those that users sent, and those that the " +
			"service writes when the topic or the members change. The acting user sees the messages since its share history " +
			"time.\n\n" + readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"thread_id": schema.StringAttribute{Required: true, Validators: []validator.String{threadID()},
				MarkdownDescription: "Id of the thread."},
			"start_time": schema.StringAttribute{Optional: true, CustomType: timetypes.RFC3339Type{},
				MarkdownDescription: "Includes only messages since this time, RFC 3339; the service filters. Defaults to the " +
					"beginning of the thread."},
			"types": schema.SetAttribute{Optional: true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(),
					setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
				MarkdownDescription: "Includes only messages of these types: `text`, `html`, `topicUpdated`, `participantAdded`, " +
					"`participantRemoved`, or any that the service adds later. Defaults to all."},
			"include_deleted": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "Whether to include deleted messages, which have no content. Defaults to `true`."},
			"max_results": schema.Int64Attribute{Optional: true, Validators: []validator.Int64{int64validator.AtLeast(1)},
				MarkdownDescription: "Includes only this many of the newest messages, at least 1. Defaults to all."},
			"messages": schema.ListNestedAttribute{Computed: true, MarkdownDescription: "The messages, newest first.",
				NestedObject: schema.NestedAttributeObject{Attributes: messageAttributes()}},
		},
	}
}

func (d *messagesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data messagesModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := d.client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	filter := messageFilter{withDeleted: data.IncludeDeleted.IsNull() || data.IncludeDeleted.ValueBool(),
		most: int(data.MaxResults.ValueInt64())}
	resp.Diagnostics.Append(data.Types.ElementsAs(ctx, &filter.types, false)...)
	if start := expandTime(data.StartTime); start != nil {
		filter.start = *start
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	messages, err := filter.list(ctx, chat, data.ThreadID.ValueString())
	if err != nil {
		addReadError(&resp.Diagnostics, path.Root("thread_id"), "Could not list the messages of the thread", err)
		return
	}
	data.Messages = make([]messageModel, 0, len(messages))
	for _, m := range messages {
		data.Messages = append(data.Messages, flattenMessage(m))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

// messageFilter says which messages of a thread are wanted.
type messageFilter struct {
	start       time.Time // the zero time means from the beginning
	types       []string  // empty means all
	withDeleted bool
	most        int // zero means all
}

// list returns the messages that are wanted, newest first. It stops asking for pages when it has enough.
func (f messageFilter) list(ctx context.Context, chat *client.Client, threadID string) ([]client.Message, error) {
	var found []client.Message
	for m, err := range chat.ListMessages(ctx, threadID, f.start, f.pageSize()) {
		if err != nil {
			return nil, err
		}
		if !f.wants(m) {
			continue
		}
		found = append(found, m)
		if len(found) == f.most {
			break
		}
	}
	return found, nil
}

func (f messageFilter) wants(m client.Message) bool {
	return (f.withDeleted || m.DeletedOn == nil) && (len(f.types) == 0 || slices.Contains(f.types, string(m.Type)))
}

// pageSize asks for no more than is wanted, when every message is. Zero means as much as fits.
func (f messageFilter) pageSize() int {
	if len(f.types) > 0 || !f.withDeleted || f.most > client.MaxMessagesPerPage {
		return 0
	}
	return f.most
}
