package provider

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// threadMembers are elements of the attribute members of a thread.
type threadMembers []threadMember

// threadMember is one element, with its value, which diagnostics point to.
type threadMember struct {
	memberModel
	value attr.Value
}

func (m threadMember) path() path.Path { return path.Root("members").AtSetValue(m.value) }

// expandThreadMembers returns the elements of a set, the acting user first, so that its attributes are part of the
// call that creates the thread, and the others in order. Elements that are not known are left out.
func expandThreadMembers(ctx context.Context, set types.Set, actingUserID string, diags *diag.Diagnostics) threadMembers {
	var members threadMembers
	for _, element := range set.Elements() {
		object, ok := element.(types.Object)
		if !ok || object.IsNull() || object.IsUnknown() {
			continue
		}
		var model memberModel
		diags.Append(object.As(ctx, &model, basetypes.ObjectAsOptions{})...)
		members = append(members, threadMember{model, object})
	}
	rank := func(m threadMember) int {
		if m.UserID.ValueString() == actingUserID {
			return 0
		}
		return 1
	}
	slices.SortFunc(members, func(a, b threadMember) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.UserID.ValueString(), b.UserID.ValueString()))
	})
	return members
}

func (ms threadMembers) expand() []client.Member {
	var members []client.Member
	for _, m := range ms {
		members = append(members, m.expandMember())
	}
	return members
}

// set returns the elements as the value of the attribute.
func (ms threadMembers) set() types.Set {
	values := make([]attr.Value, 0, len(ms))
	for _, m := range ms {
		values = append(values, m.value)
	}
	return types.SetValueMust(memberType(), values)
}

// find returns the element of a user, or nil.
func (ms threadMembers) find(userID string) *threadMember {
	for i := range ms {
		if ms[i].UserID.ValueString() == userID {
			return &ms[i]
		}
	}
	return nil
}

// known tells whether everything about the member is known.
func (m threadMember) known() bool {
	return !m.UserID.IsUnknown() && !m.DisplayName.IsUnknown() && !m.ShareHistoryTime.IsUnknown() && knownMap(m.Metadata)
}

func knownMap(m types.Map) bool {
	for _, value := range m.Elements() {
		if value.IsUnknown() {
			return false
		}
	}
	return !m.IsUnknown()
}

// refuseTwice adds an error for each user whom more than one element of a set names. It looks at nothing else of the elements,
// which may not be valid.
func refuseTwice(set types.Set, at path.Path, diags *diag.Diagnostics) {
	named := map[string]int{}
	for _, element := range set.Elements() {
		object, ok := element.(types.Object)
		if !ok {
			continue
		}
		id, ok := object.Attributes()["user_id"].(types.String)
		if !ok || id.IsNull() || id.IsUnknown() {
			continue
		}
		named[id.ValueString()]++
		if named[id.ValueString()] == 2 {
			diags.AddAttributeError(at.AtSetValue(element), "A member twice", id.ValueString()+" is named more than once. Name each user once.")
		}
	}
}

// without leaves out those that the service did not let in.
func (ms threadMembers) without(rejected []*client.Error) threadMembers {
	return slices.DeleteFunc(slices.Clone(ms), func(m threadMember) bool {
		return slices.ContainsFunc(rejected, func(r *client.Error) bool { return r.Object == m.UserID.ValueString() })
	})
}

// report adds an error for each member that the service did not let in, on its element.
func (ms threadMembers) report(rejected []*client.Error, diags *diag.Diagnostics) {
	for _, r := range rejected {
		at := path.Root("members")
		if m := ms.find(r.Object); m != nil {
			at = m.path()
		}
		addAttributeError(diags, at, "A member was not added", r)
	}
}

// refreshThreadMembers returns the value of a managed attribute as the service has the members. Elements of prior keep
// their wording. The acting user, who is always there, is among them only if prior lists it, and what prior does not
// ask of it is not looked at.
func refreshThreadMembers(ctx context.Context, prior types.Set, actual []client.Member, actingUserID string, diags *diag.Diagnostics) types.Set {
	before := expandThreadMembers(ctx, prior, actingUserID, diags)
	var members threadMembers
	for _, m := range actual {
		known := before.find(m.UserID)
		if m.UserID == actingUserID && known == nil {
			continue
		}
		model := memberModel{}
		if known != nil {
			model = known.memberModel
		}
		flat := flattenMember(model, m)
		if m.UserID == actingUserID {
			flat = model.onlyAsked(flat)
		}
		value, problems := types.ObjectValueFrom(ctx, memberType().AttrTypes, flat)
		diags.Append(problems...)
		members = append(members, threadMember{flat, value})
	}
	return members.set()
}

// onlyAsked returns a member without what m leaves null.
func (m memberModel) onlyAsked(flat memberModel) memberModel {
	if m.DisplayName.IsNull() {
		flat.DisplayName = m.DisplayName
	}
	if m.ShareHistoryTime.IsNull() {
		flat.ShareHistoryTime = m.ShareHistoryTime
	}
	if m.Metadata.IsNull() {
		flat.Metadata = types.MapNull(types.StringType)
	}
	return flat
}

// membershipChanges are what turns the participants of a thread into the members that are wanted.
type membershipChanges struct {
	remove []string      // raw ids
	add    threadMembers // those that were removed because their attributes change among them
	acting *threadMember // the acting user, when its attributes would have to change
}

// compareMembers finds out what to change. The acting user is left as it is.
func compareMembers(want threadMembers, actual []client.Member, actingUserID string) membershipChanges {
	var changes membershipChanges
	there := map[string]bool{}
	for _, m := range actual {
		there[m.UserID] = true
		wanted := want.find(m.UserID)
		switch {
		case m.UserID == actingUserID:
			if wanted != nil && !wanted.sameMember(asAsked(wanted.memberModel, m)) {
				changes.acting = wanted
			}
		case wanted == nil:
			changes.remove = append(changes.remove, m.UserID)
		case !wanted.sameMember(m):
			changes.remove = append(changes.remove, m.UserID)
			changes.add = append(changes.add, *wanted)
		}
	}
	for _, m := range want {
		if !there[m.UserID.ValueString()] {
			changes.add = append(changes.add, m)
		}
	}
	return changes
}

// asAsked returns a member of the service without what a model leaves null.
func asAsked(model memberModel, m client.Member) client.Member {
	if model.DisplayName.IsNull() {
		m.DisplayName = ""
	}
	if model.ShareHistoryTime.IsNull() {
		m.ShareHistoryTime = nil
	}
	if model.Metadata.IsNull() {
		m.Metadata = nil
	}
	return m
}

// syncThreadMembers makes the wanted members the members of a thread, and returns what the attribute is then. Members
// that stay are not touched. When it fails, what was done so far is in the value that it returns.
func syncThreadMembers(ctx context.Context, chat *client.Client, threadID string, want, prior types.Set, diags *diag.Diagnostics) types.Set {
	acting := chat.ActingUserID()
	members := expandThreadMembers(ctx, want, acting, diags)
	refuseTwice(want, path.Root("members"), diags)
	if diags.HasError() {
		return prior
	}
	actual, err := chat.ListMembers(ctx, threadID)
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not list the members of the thread", err)
		return prior
	}
	changes := compareMembers(members, actual, acting)
	if changes.acting != nil {
		reportActingUserFixed(changes.acting.path(), acting, diags)
		return prior
	}
	changes.apply(ctx, chat, threadID, diags)
	if !diags.HasError() {
		return want
	}
	// The client knows the members by now: this makes no call.
	if actual, err = chat.ListMembers(ctx, threadID); err != nil {
		return prior
	}
	return refreshThreadMembers(ctx, want, actual, acting, diags)
}

// apply removes first: a thread that is full has no room for a member before another one left.
func (changes membershipChanges) apply(ctx context.Context, chat *client.Client, threadID string, diags *diag.Diagnostics) {
	for _, userID := range changes.remove {
		if err := chat.RemoveMember(ctx, threadID, userID); err != nil {
			addAttributeError(diags, path.Root("members"), "Could not remove a member", err)
			return
		}
	}
	if len(changes.add) == 0 {
		return
	}
	rejected, err := chat.AddMembers(ctx, threadID, changes.add.expand())
	changes.add.report(rejected, diags)
	if err != nil {
		addAttributeError(diags, path.Root("members"), "Could not add members", err)
	}
}

// reportActingUserFixed says that the acting user's own membership cannot change.
func reportActingUserFixed(at path.Path, actingUserID string, diags *diag.Diagnostics) {
	diags.AddAttributeError(at, "The acting user's membership cannot be changed", actingUserID+" is the user that the provider acts as. The service "+
		"changes a member only by removing it and adding it again, and without the acting user the provider could not reach the thread any more. "+
		"Set its attributes to what they are, leave them out, or make the thread anew with terraform apply -replace.")
}
