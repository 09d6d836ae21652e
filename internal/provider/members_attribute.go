package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// memberKeyNote says what the keys of members are.
const memberKeyNote = "A map: each key is a name of your choice for a member, and `user_id` says who it is. Without " +
	"`user_id`, the key is the raw id of the user. A member that joined outside this configuration appears in a plan " +
	"under its raw id."

// memberMetadataNote describes the metadata of a member, which the service cannot change in place.
const memberMetadataNote = metadataLimits + " It is all the metadata of the member: keys that were set outside this " +
	"configuration show as a difference, and changing them removes the member and adds it again. Defaults to none."

// threadMembersAttribute is the attribute members of the resource chat_thread.
func threadMembersAttribute() schema.MapNestedAttribute {
	return membersMapAttribute(fmt.Sprintf("The members of the thread, at most %d with the acting user. %s When set, "+
		"exactly these are members: anyone who joined or left outside this configuration shows as a difference, and so "+
		"does anyone who was there before, from the first plan after the apply that sets it. `{}` means the acting user "+
		"alone. When null, members are left to `chat_thread_member`, `chat_thread_members` and people; setting it to null "+
		"removes no one. The acting user is always a participant, listed or not, and is never removed. Changed in place; a "+
		"member whose attributes change is removed and added again, because the service cannot change it in place. "+
		"Renaming a key does not affect the service.", client.MaxMembersPerThread, memberKeyNote))
}

// membersMapAttribute is an attribute members of a resource.
//
// Its elements have plain optional attributes: null means the service's default, or for user_id the key, and what the
// configuration leaves null stays null in the state, so a plan never has an unknown that the configuration does not
// have.
func membersMapAttribute(description string) schema.MapNestedAttribute {
	return schema.MapNestedAttribute{
		Optional: true,
		Validators: []validator.Map{
			noNullValues{}, mapvalidator.SizeAtMost(client.MaxMembersPerThread), memberKeys{}},
		MarkdownDescription: description,
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"user_id": schema.StringAttribute{Optional: true, Validators: []validator.String{userID()},
				MarkdownDescription: "Raw id of the user, such as `8:acs:<resource guid>_<user guid>`. Defaults to the key."},
			"display_name": schema.StringAttribute{Optional: true,
				MarkdownDescription: "Name of the member in this thread. Defaults to none."},
			"share_history_time": schema.StringAttribute{Optional: true, CustomType: timetypes.RFC3339Type{},
				Validators: []validator.String{wholeSeconds()},
				MarkdownDescription: "The time from which the member sees the thread's history, RFC 3339 in whole seconds. " +
					"Defaults to `" + wholeHistory + "`, all of it."},
			"metadata": schema.MapAttribute{Optional: true, ElementType: types.StringType, Validators: metadataValidators(),
				MarkdownDescription: memberMetadataNote},
		}},
	}
}

// checkMemberKeys adds an error for each element whose key does not say who it is, and for each user that more than one
// element is for. What is not known yet is left to the apply.
func checkMemberKeys(value types.Map, at path.Path, diags *diag.Diagnostics) {
	elements := value.Elements()                   // each call copies them
	keys := make(map[string]string, len(elements)) // by client.UserKey
	for _, key := range slices.Sorted(maps.Keys(elements)) {
		object, ok := elements[key].(types.Object)
		if !ok || object.IsNull() || object.IsUnknown() {
			continue
		}
		userID, ok := object.Attributes()["user_id"].(types.String)
		if !ok || userID.IsUnknown() {
			continue
		}
		checkMemberKey(key, userID, at.AtMapKey(key), diags)
		user := client.UserKey(userOf(key, userID).ValueString())
		if first, twice := keys[user]; twice {
			diags.AddAttributeError(at.AtMapKey(key), "Duplicate member", fmt.Sprintf(
				"The elements %q and %q are the same user, %s. List each user once.", first, key, userOf(key,
					userID).ValueString()))
			continue
		}
		keys[user] = key
	}
}

// checkMemberKey refuses a key that is neither a name nor the id of the element's user.
func checkMemberKey(key string, userID types.String, at path.Path, diags *diag.Diagnostics) {
	_, err := client.ParseIdentifier(key)
	switch {
	case userID.IsNull() && err != nil:
		diags.AddAttributeError(at, "Missing user_id", fmt.Sprintf(
			"The element %q has no user_id, so its key must be the raw id of the user, and it is not. Set user_id, or use the "+
				"raw id (8:acs:…) as the key.", key))
	case !userID.IsNull() && err == nil && !client.SameUser(key, userID.ValueString()):
		diags.AddAttributeError(at.AtName("user_id"), "The key is the id of another user", fmt.Sprintf(
			"The key %q is a raw id, but user_id is %q. A key is a name of your choice, or the raw id of the element's own "+
				"user.", key, userID.ValueString()))
	}
}

// memberKeys accepts members whose keys say who they are and that list no user twice.
type memberKeys struct{}

func (memberKeys) Description(context.Context) string { return "must list each user once" }

func (v memberKeys) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (memberKeys) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	checkMemberKeys(req.ConfigValue, req.Path, &resp.Diagnostics)
}
