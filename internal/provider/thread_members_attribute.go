package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// membersSetAttribute is the attribute members of the resource chat_thread.
//
// Its elements have plain optional attributes: defaults and computed attributes inside a set make the framework's
// plans flip. So null means the service's default, and what the configuration leaves null stays null in the state.
func membersSetAttribute() schema.SetNestedAttribute {
	return schema.SetNestedAttribute{
		Optional: true,
		Validators: []validator.Set{
			setvalidator.NoNullValues(), setvalidator.SizeAtMost(client.MaxMembersPerThread), eachUserOnce{},
		},
		MarkdownDescription: fmt.Sprintf("The members of the thread, at most %d with the acting user. When set, exactly these are members: whoever joined or "+
			"left outside Terraform shows as a difference. `[]` means the acting user alone. When null, members are left to `chat_thread_member` and to "+
			"people. The acting user is always a participant, listed or not, and is never removed. Changed in place; "+
			"a member whose attributes change is removed and added again, because the service cannot change it in place.", client.MaxMembersPerThread),
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"user_id": schema.StringAttribute{Required: true, Validators: []validator.String{userID()},
				MarkdownDescription: "Raw id of the user, such as `8:acs:<resource guid>_<user guid>`."},
			"display_name": schema.StringAttribute{Optional: true,
				MarkdownDescription: "Name of the member in this thread. Defaults to none."},
			"share_history_time": schema.StringAttribute{Optional: true, CustomType: timetypes.RFC3339Type{}, Validators: []validator.String{wholeSeconds()},
				MarkdownDescription: "The time from which the member sees the thread's history, RFC 3339 in whole seconds. Defaults to `" + wholeHistory + "`, all of it."},
			"metadata": schema.MapAttribute{Optional: true, ElementType: types.StringType, Validators: metadataValidators(),
				MarkdownDescription: metadataLimits + " Defaults to none."},
		}},
	}
}

// eachUserOnce accepts sets of members that name no user twice.
type eachUserOnce struct{}

func (eachUserOnce) Description(context.Context) string { return "must name each user once" }

func (v eachUserOnce) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (eachUserOnce) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	refuseTwice(req.ConfigValue, req.Path, &resp.Diagnostics)
}
