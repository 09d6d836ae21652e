package provider

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// threadMembers are elements of the attribute members, which is a map of them.
type threadMembers []threadMember

// threadMember is one element. Its user_id is null when the key is the user's id.
type threadMember struct {
	memberModel
	key  string       // in the map
	user types.String // raw id
}

// membersOf returns the elements of a map that are known: the acting user first, so its attributes are part of the call
// that creates the thread, and the others by user id.
func membersOf(value types.Map, actingUserID string) threadMembers {
	elements := value.Elements() // each call copies them
	members := make(threadMembers, 0, len(elements))
	for key, element := range elements {
		object, ok := element.(types.Object)
		if !ok || object.IsNull() || object.IsUnknown() {
			continue
		}
		m := threadMember{memberModel: memberIn(object), key: key}
		m.user = userOf(key, m.UserID)
		members = append(members, m)
	}
	rank := func(m threadMember) int {
		if m.is(actingUserID) {
			return 0
		}
		return 1
	}
	slices.SortFunc(members, func(a, b threadMember) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.user.ValueString(), b.user.ValueString()), cmp.Compare(a.key, b.key))
	})
	return members
}

// memberIn returns the attributes of an element, whose types the schema guarantees. The framework's reflection would take longer
// than everything else that a plan does.
func memberIn(element types.Object) (m memberModel) {
	attributes := element.Attributes()
	m.UserID, _ = attributes["user_id"].(types.String)
	m.DisplayName, _ = attributes["display_name"].(types.String)
	m.ShareHistoryTime, _ = attributes["share_history_time"].(timetypes.RFC3339)
	m.Metadata, _ = attributes["metadata"].(types.Map)
	return m
}

// userOf returns the raw id of an element: its user_id, or else its key.
func userOf(key string, userID types.String) types.String {
	if userID.IsNull() {
		return types.StringValue(key)
	}
	return userID
}

// is reports whether the element is a user.
func (m threadMember) is(rawID string) bool {
	return !m.user.IsUnknown() && client.SameUser(m.user.ValueString(), rawID)
}

func (m threadMember) path() path.Path { return path.Root("members").AtMapKey(m.key) }

// expand returns a known element for the client.
func (m threadMember) expand() client.Member {
	member := m.expandMember()
	member.UserID = m.user.ValueString()
	return member
}

// known reports whether everything about the member is known.
func (m threadMember) known() bool {
	return !m.user.IsUnknown() && !m.DisplayName.IsUnknown() && !m.ShareHistoryTime.IsUnknown() && knownMap(m.Metadata)
}

func knownMap(m types.Map) bool {
	for _, value := range m.Elements() {
		if value.IsUnknown() {
			return false
		}
	}
	return !m.IsUnknown()
}

func (ms threadMembers) expand() []client.Member {
	var members []client.Member
	for _, m := range ms {
		members = append(members, m.expand())
	}
	return members
}

// value returns the elements as the value of the attribute.
func (ms threadMembers) value() types.Map {
	elements := make(map[string]attr.Value, len(ms))
	for _, m := range ms {
		elements[m.key] = types.ObjectValueMust(memberType().AttrTypes, map[string]attr.Value{
			"user_id": m.UserID, "display_name": m.DisplayName, "share_history_time": m.ShareHistoryTime, "metadata": m.Metadata,
		})
	}
	return types.MapValueMust(memberType(), elements)
}

// byUser returns the elements whose user is known, by client.UserKey.
func (ms threadMembers) byUser() map[string]*threadMember {
	users := make(map[string]*threadMember, len(ms))
	for i := range ms {
		if !ms[i].user.IsUnknown() {
			users[client.UserKey(ms[i].user.ValueString())] = &ms[i]
		}
	}
	return users
}

// find returns the element of a user, or nil.
func (ms threadMembers) find(rawID string) *threadMember { return ms.byUser()[client.UserKey(rawID)] }

// checkMemberKeys adds an error for each element whose key does not say who it is, and for each user that more than one element
// is for. What is not known yet is left to the apply.
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
				"The elements %q and %q are the same user, %s. List each user once.", first, key, userOf(key, userID).ValueString()))
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
			"The element %q has no user_id, so its key must be the raw id of the user, and it is not. Set user_id, or use the raw id (8:acs:…) as the key.", key))
	case !userID.IsNull() && err == nil && !client.SameUser(key, userID.ValueString()):
		diags.AddAttributeError(at.AtName("user_id"), "The key is the id of another user", fmt.Sprintf(
			"The key %q is a raw id, but user_id is %q. A key is a name of your choice, or the raw id of the element's own user.", key, userID.ValueString()))
	}
}

// without leaves out those that the service rejected.
func (ms threadMembers) without(rejected []*client.Error) threadMembers {
	return slices.DeleteFunc(slices.Clone(ms), func(m threadMember) bool {
		return slices.ContainsFunc(rejected, func(r *client.Error) bool { return m.is(r.Object) })
	})
}

// report adds an error for each member that the service rejected, on its element.
func (ms threadMembers) report(rejected []*client.Error, diags *diag.Diagnostics) {
	for _, r := range rejected {
		at := path.Root("members")
		if m := ms.find(r.Object); m != nil {
			at = m.path()
		}
		addAttributeError(diags, at, "A member was not added", r)
	}
}

// warnOfRejected warns of each member that the service rejected when the thread was created. An error would taint the
// thread, and the next apply would replace it.
func (ms threadMembers) warnOfRejected(rejected []*client.Error, diags *diag.Diagnostics) {
	for _, r := range rejected {
		at, name := path.Root("members"), r.Object
		if m := ms.find(r.Object); m != nil {
			at, name = m.path(), m.path().String()
		}
		diags.AddAttributeWarning(at, "A member was not added", fmt.Sprintf(
			"This apply succeeded without %s, %s, which the service rejected. The next plan shows the member as missing, and applying it tries "+
				"again: correct or remove the element first.\n\n%s", name, r.Object, detail(r)))
	}
}

// refreshThreadMembers returns the value of a managed attribute as the service has the members. A member in prior keeps the key
// and the wording that it has there; any other has its raw id as the key, if all members are managed. The acting user, which is
// always a member, is in the value only if prior lists it, and attributes that prior does not set for it are not managed.
func refreshThreadMembers(prior threadMembers, actual []client.Member, actingUserID string, everybody bool) types.Map {
	before := prior.byUser()
	members := make(threadMembers, 0, len(actual))
	for _, m := range actual {
		acting := client.SameUser(m.UserID, actingUserID)
		listed := before[client.UserKey(m.UserID)]
		if listed == nil {
			if acting || !everybody {
				continue
			}
			listed = &threadMember{key: m.UserID}
		}
		flat := *listed
		if acting {
			m = asAsked(listed.memberModel, m)
		}
		flat.memberModel = flattenMember(listed.memberModel, m)
		flat.UserID = listed.UserID // null, or as the configuration writes it
		members = append(members, flat)
	}
	return members.value()
}
