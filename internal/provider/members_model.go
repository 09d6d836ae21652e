package provider

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// memberModel is a member of a thread: an element of a list or map of members.
type memberModel struct {
	UserID           types.String      `tfsdk:"user_id"`
	DisplayName      types.String      `tfsdk:"display_name"`
	ShareHistoryTime timetypes.RFC3339 `tfsdk:"share_history_time"`
	Metadata         types.Map         `tfsdk:"metadata"`
}

// memberType is the type of memberModel.
func memberType() types.ObjectType {
	return types.ObjectType{AttrTypes: map[string]attr.Type{
		"user_id":            types.StringType,
		"display_name":       types.StringType,
		"share_history_time": timetypes.RFC3339Type{},
		"metadata":           types.MapType{ElemType: types.StringType},
	}}
}

// memberMap are elements of the attribute members, which is a map of them.
type memberMap []memberElement

// memberElement is one element, or the only member of a chat_thread_member. Its user_id is null when the key is the
// user's id.
type memberElement struct {
	memberModel
	key   string       // in the map
	user  types.String // raw id
	alone bool         // it is a chat_thread_member
}

// singleMember is a chat_thread_member as a map of one.
func singleMember(m memberModel) memberMap {
	return memberMap{{memberModel: m, user: m.UserID, alone: true}}
}

// membersOf returns the elements of a map that are known: the acting user first, so its attributes are part of the call
// that creates the thread, and the others by user id.
func membersOf(value types.Map, actingUserID string) memberMap {
	elements := value.Elements() // each call copies them
	members := make(memberMap, 0, len(elements))
	for key, element := range elements {
		object, ok := element.(types.Object)
		if !ok || object.IsNull() || object.IsUnknown() {
			continue
		}
		m := memberElement{memberModel: memberIn(object), key: key}
		m.user = userOf(key, m.UserID)
		members = append(members, m)
	}
	rank := func(m memberElement) int {
		if m.is(actingUserID) {
			return 0
		}
		return 1
	}
	slices.SortFunc(members, func(a, b memberElement) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.user.ValueString(), b.user.ValueString()),
			cmp.Compare(a.key, b.key))
	})
	return members
}

// memberIn returns the attributes of an element, whose types the schema guarantees. The framework's reflection would
// take longer than everything else that a plan does.
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
func (m memberElement) is(rawID string) bool {
	return !m.user.IsUnknown() && client.SameUser(m.user.ValueString(), rawID)
}

// path is what the configuration calls the member.
func (m memberElement) path() path.Path {
	if m.alone {
		return path.Root("user_id")
	}
	return path.Root("members").AtMapKey(m.key)
}

// person describes the member to people: the display name, if there is one, and the id.
func (m memberElement) person() string {
	if name := m.DisplayName.ValueString(); name != "" {
		return fmt.Sprintf("%q (%s)", name, m.user.ValueString())
	}
	return m.user.ValueString()
}

// title is person with the element's name in the configuration.
func (m memberElement) title() string {
	if m.alone {
		return m.person()
	}
	return m.path().String() + ", " + m.person()
}

// expand returns a known element for the client.
func (m memberElement) expand() client.Member {
	member := m.expandMember()
	member.UserID = m.user.ValueString()
	return member
}

// known reports whether everything about the member is known.
func (m memberElement) known() bool {
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

func (ms memberMap) expand() []client.Member {
	var members []client.Member
	for _, m := range ms {
		members = append(members, m.expand())
	}
	return members
}

// value returns the elements as the value of the attribute.
func (ms memberMap) value() types.Map {
	elements := make(map[string]attr.Value, len(ms))
	for _, m := range ms {
		elements[m.key] = types.ObjectValueMust(memberType().AttrTypes, map[string]attr.Value{
			"user_id": m.UserID, "display_name": m.DisplayName, "share_history_time": m.ShareHistoryTime, "metadata": m.Metadata,
		})
	}
	return types.MapValueMust(memberType(), elements)
}

// byUser returns the elements whose user is known, by client.UserKey.
func (ms memberMap) byUser() map[string]*memberElement {
	users := make(map[string]*memberElement, len(ms))
	for i := range ms {
		if !ms[i].user.IsUnknown() {
			users[client.UserKey(ms[i].user.ValueString())] = &ms[i]
		}
	}
	return users
}

// find returns the element of a user, or nil.
func (ms memberMap) find(rawID string) *memberElement { return ms.byUser()[client.UserKey(rawID)] }

// orElse returns the elements, and of others those whose user and key they do not have.
func (ms memberMap) orElse(others memberMap) memberMap {
	users, keys := ms.byUser(), map[string]bool{}
	for _, m := range ms {
		keys[m.key] = true
	}
	all := slices.Clone(ms)
	for _, m := range others {
		if users[client.UserKey(m.user.ValueString())] != nil {
			continue
		}
		if keys[m.key] { // it is another member's by now
			m.key, m.UserID = m.user.ValueString(), types.StringNull()
		}
		all = append(all, m)
	}
	return all
}

// refreshMemberMap returns the value of a managed attribute as the service has the members. A member in prior keeps the
// key and the wording that it has there; any other has its raw id as the key, if all members are managed. The acting
// user, which is always a member, is in the value only if prior lists it, and attributes that prior does not set for it
// are not managed.
func refreshMemberMap(prior memberMap, actual []client.Member, actingUserID string, everybody bool) types.Map {
	before := prior.byUser()
	members := make(memberMap, 0, len(actual))
	for _, m := range actual {
		acting := client.SameUser(m.UserID, actingUserID)
		listed := before[client.UserKey(m.UserID)]
		if listed == nil {
			if acting || !everybody {
				continue
			}
			listed = &memberElement{key: m.UserID}
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

// expandMember returns a known member for the client.
func (m memberModel) expandMember() client.Member {
	return client.Member{
		UserID: m.UserID.ValueString(), DisplayName: m.DisplayName.ValueString(),
		ShareHistoryTime: expandTime(m.ShareHistoryTime), Metadata: expandMetadata(m.Metadata),
	}
}

// flattenMember returns a member as the service has it. What prior says in other words stays as prior has it, and
// the service's defaults stay null where prior has null.
func flattenMember(prior memberModel, m client.Member) memberModel {
	return memberModel{
		UserID:           flattenUserID(prior.UserID, m.UserID),
		DisplayName:      flattenText(prior.DisplayName, m.DisplayName),
		ShareHistoryTime: flattenShareHistoryTime(prior.ShareHistoryTime, m.ShareHistoryTime),
		Metadata:         flattenMetadata(prior.Metadata, m.Metadata),
	}
}

// flattenUserID returns a user id of the service as prior writes it, which may be in another letter case.
func flattenUserID(prior types.String, userID string) types.String {
	if client.SameUser(prior.ValueString(), userID) {
		return prior
	}
	return types.StringValue(userID)
}

// flattenText returns a text of the service, which has the empty one for none; prior may be null or empty then.
func flattenText(prior types.String, text string) types.String {
	if text == "" && prior.ValueString() == "" && !prior.IsUnknown() {
		return prior
	}
	if text == "" {
		return types.StringNull()
	}
	return flattenSpaced(prior, text)
}

func flattenShareHistoryTime(prior timetypes.RFC3339, t *time.Time) timetypes.RFC3339 {
	actual := flattenTime(t)
	if actual.IsNull() {
		actual = timetypes.NewRFC3339ValueMust(wholeHistory)
	}
	switch {
	case sameTime(prior, actual):
		return prior
	case prior.IsNull() && sameTime(actual, timetypes.NewRFC3339ValueMust(wholeHistory)):
		return prior
	default:
		return actual
	}
}

// sameMember reports whether a member of the service has the attributes that a model asks for. It is the same user.
func (m memberModel) sameMember(actual client.Member) bool {
	flat := flattenMember(m, actual)
	return m.DisplayName.Equal(flat.DisplayName) &&
		m.ShareHistoryTime.Equal(flat.ShareHistoryTime) && m.Metadata.Equal(flat.Metadata)
}

// asAsked returns a member as the service has it, without what a model leaves null.
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

// describe says what the attributes of a participant are.
func describe(m client.Member) string {
	flat := flattenMember(memberModel{ShareHistoryTime: timetypes.NewRFC3339Unknown()}, m)
	return fmt.Sprintf("display name %q, share history time %s, metadata %s", m.DisplayName,
		flat.ShareHistoryTime.ValueString(), flat.Metadata)
}

// participants returns participants of the service as elements that are not listed.
func participants(actual []client.Member) memberMap {
	members := make(memberMap, 0, len(actual))
	for _, m := range actual {
		element := memberElement{memberModel: flattenMember(memberModel{}, m), key: m.UserID}
		element.user = element.UserID
		members = append(members, element)
	}
	return members
}

// flattenMembers returns members as the elements of a list, with all that the service has.
func flattenMembers(members []client.Member) []memberModel {
	models := make([]memberModel, 0, len(members))
	said := memberModel{ShareHistoryTime: timetypes.NewRFC3339Unknown()} // so the whole history is not taken for a default
	for _, m := range members {
		models = append(models, flattenMember(said, m))
	}
	return models
}
