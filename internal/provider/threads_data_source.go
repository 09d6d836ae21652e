package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ datasource.DataSourceWithConfigure = (*threadsDataSource)(nil)

type threadsDataSource struct{ configurableDataSource }

// NewThreadsDataSource makes the data source chat_threads.
func NewThreadsDataSource() datasource.DataSource { return &threadsDataSource{} }

type threadsModel struct {
	TopicRegex types.String         `tfsdk:"topic_regex"`
	StartTime  timetypes.RFC3339    `tfsdk:"start_time"`
	MaxResults types.Int64          `tfsdk:"max_results"`
	Threads    []threadSummaryModel `tfsdk:"threads"`
}

type threadSummaryModel struct {
	ID                    types.String      `tfsdk:"id"`
	Topic                 types.String      `tfsdk:"topic"`
	LastMessageReceivedOn timetypes.RFC3339 `tfsdk:"last_message_received_on"`
}

func (d *threadsDataSource) Metadata(
	_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_threads"
}

func (d *threadsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the chat threads that the acting user is a member of. Deleted threads, which the " +
			"service keeps listing, are left out.\n\n" + readTimeoutNote,
		Attributes: map[string]schema.Attribute{
			"topic_regex": schema.StringAttribute{Optional: true, Validators: []validator.String{regularExpression()},
				MarkdownDescription: topicRegexNote},
			"start_time": schema.StringAttribute{Optional: true, CustomType: timetypes.RFC3339Type{},
				MarkdownDescription: "Includes only threads with activity since this time, RFC 3339, such as " +
					"`2026-01-01T00:00:00Z`. The service filters. Defaults to all threads."},
			"max_results": schema.Int64Attribute{Optional: true, Validators: []validator.Int64{int64validator.AtLeast(1)},
				MarkdownDescription: "Stops after this many threads, at least 1, and asks the service for no more pages. " +
					"Defaults to all of them."},
			"threads": schema.ListNestedAttribute{Computed: true,
				MarkdownDescription: "The threads, in the order of the service, which changes with their activity: refer to them " +
					"by `id`, not by position.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id":    schema.StringAttribute{Computed: true, MarkdownDescription: "Id of the thread."},
					"topic": schema.StringAttribute{Computed: true, MarkdownDescription: "Topic of the thread."},
					"last_message_received_on": schema.StringAttribute{Computed: true, CustomType: timetypes.RFC3339Type{},
						MarkdownDescription: "When the newest message arrived, RFC 3339; null when the service does not say."},
				}}},
		},
	}
}

func (d *threadsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data threadsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	chat := d.client(&resp.Diagnostics)
	wanted := topicMatcher(data.TopicRegex, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	if err := data.read(ctx, chat, wanted); err != nil {
		addError(&resp.Diagnostics, "Could not list the threads", err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func (m *threadsModel) read(ctx context.Context, chat *client.Client, wanted func(topic string) bool) error {
	m.Threads = []threadSummaryModel{} // none is an empty list, not null
	for t, err := range chat.ListThreads(ctx, timeOrZero(m.StartTime)) {
		if err != nil {
			return err
		}
		if t.DeletedOn != nil || !wanted(t.Topic) {
			continue
		}
		m.Threads = append(m.Threads, threadSummaryModel{
			ID: types.StringValue(t.ID), Topic: types.StringValue(t.Topic),
			LastMessageReceivedOn: flattenTime(t.LastMessageReceivedOn),
		})
		if int64(len(m.Threads)) == m.MaxResults.ValueInt64() { // null is zero
			return nil
		}
	}
	return nil
}

// timeOrZero returns a known time, and the zero time for null.
func timeOrZero(v timetypes.RFC3339) time.Time {
	if t := expandTime(v); t != nil {
		return *t
	}
	return time.Time{}
}
