package client

import (
	"encoding/json"
	"strings"
	"testing"
)

const (
	aGUID      = "11111111-2222-3333-4444-555555555555"
	userGUID   = "abcdef01-2222-3333-4444-555555555555"
	tenantGUID = "99999999-2222-3333-4444-555555555555"
	aUser      = "8:acs:" + aGUID + "_" + aGUID
	aTeams     = "8:orgid:" + aGUID
	extended   = "8:acs:" + aGUID + "_" + tenantGUID + "_" + userGUID
)

func TestParseIdentifier(t *testing.T) {
	user := func(prefix string, cloud Cloud) Identifier {
		return Identifier{Kind: IdentifierUser, RawID: prefix + aGUID + "_" + aGUID, Cloud: cloud, ResourceID: aGUID, UserID: aGUID}
	}
	teams := func(prefix string, cloud Cloud) Identifier {
		return Identifier{Kind: IdentifierTeams, RawID: prefix + aGUID, Cloud: cloud, UserID: aGUID}
	}
	app := func(prefix string, cloud Cloud) Identifier {
		return Identifier{Kind: IdentifierTeamsApp, RawID: prefix + aGUID, Cloud: cloud, AppID: aGUID}
	}
	extension := func(prefix string, cloud Cloud) Identifier {
		return Identifier{Kind: IdentifierTeamsExtension, RawID: prefix + aGUID + "_" + tenantGUID + "_" + userGUID, Cloud: cloud,
			ResourceID: aGUID, TenantID: tenantGUID, UserID: userGUID}
	}
	for _, want := range []Identifier{
		user("8:acs:", CloudPublic), user("8:spool:", CloudPublic), user("8:dod-acs:", CloudDoD), user("8:gcch-acs:", CloudGCCH),
		teams("8:orgid:", CloudPublic), teams("8:dod:", CloudDoD), teams("8:gcch:", CloudGCCH),
		app("28:orgid:", CloudPublic), app("28:dod:", CloudDoD), app("28:gcch:", CloudGCCH),
		{Kind: IdentifierTeams, RawID: "8:teamsvisitor:abc-1", Cloud: CloudPublic, UserID: "abc-1", IsAnonymous: true},
		extension("8:acs:", CloudPublic), extension("8:dod-acs:", CloudDoD), extension("8:gcch-acs:", CloudGCCH),
		{Kind: IdentifierPhone, RawID: "4:+4915112345", PhoneNumber: "+4915112345"},
		{Kind: IdentifierPhone, RawID: "4:+4915112345_a-1", PhoneNumber: "+4915112345", AssertedID: "a-1"},
		{Kind: IdentifierPhone, RawID: "4:" + aGUID + "_" + userGUID, PhoneNumber: aGUID, AssertedID: userGUID},
		{Kind: IdentifierPhone, RawID: "4:anonymous", IsAnonymous: true},
		{Kind: IdentifierUnknown, RawID: "8:newkind:whatever"},
		{Kind: IdentifierUnknown, RawID: "48:calling"},
	} {
		got, err := ParseIdentifier(want.RawID)
		if err != nil || got != want {
			t.Errorf("%s gives %+v, %v, want %+v", want.RawID, got, err, want)
		}
	}
	for _, bad := range []string{"", "8", "8:", "acs:x", "8:acs:", "8:acs:invalidUserId", "8:acs:" + aGUID, aUser + "x", aUser + " ", aUser + "\n",
		"8:acs:" + aGUID + "_" + aGUID + "/..", "8:orgid:x", "8:teamsvisitor:", "4:4915", "4:+", "4:+49 151", "4:+49_", "4:+49_1_2", "4:anonymous_1",
		"8:spool:" + aGUID + "_" + aGUID + "_" + aGUID, aUser + "_" + aGUID + "_" + aGUID, "8:acs:" + aGUID + "__" + aGUID, "28:orgid:x", "x:" + aGUID} {
		_, err := ParseIdentifier(bad)
		if err == nil {
			t.Errorf("%q was accepted", bad)
			continue
		}
		wantKind(t, err, KindInvalidIdentifier)
	}
}

// An answer may carry only the typed half of an identifier: it must lead to the same raw id.
func TestWireIdentifier_typedHalfGivesTheRawID(t *testing.T) {
	for _, p := range prefixes() {
		raw := p.text + aGUID
		switch p.kind {
		case IdentifierUser:
			raw = p.text + aGUID + "_" + aGUID
		case IdentifierPhone:
			raw = p.text + "+4915112345"
		}
		wire := toWireIdentifier(raw)
		equal(t, "sent raw id", wire.RawID, raw)
		text, err := json.Marshal(wire)
		if err != nil || strings.Count(string(text), "{") != 2 {
			t.Errorf("%s is sent as %s, %v", raw, text, err)
		}
		wire.RawID = ""
		equal(t, "raw id from the typed half", wire.raw(), raw)
	}
	for _, raw := range []string{"4:anonymous", "4:+49_" + aGUID} {
		wire := toWireIdentifier(raw)
		wire.RawID = ""
		equal(t, "raw id from the typed half", wire.raw(), raw)
	}
	equal(t, "Teams extension user", toWireIdentifier(extended), wireIdentifier{RawID: extended})
	equal(t, "raw id of a Teams extension user", (&wireIdentifier{TeamsExtension: &wireExtension{
		UserID: userGUID, TenantID: tenantGUID, ResourceID: aGUID, Cloud: CloudDoD}}).raw(), strings.Replace(extended, "acs", "dod-acs", 1))
	equal(t, "unknown kind", toWireIdentifier("8:newkind:x"), wireIdentifier{RawID: "8:newkind:x"})
	equal(t, "malformed", toWireIdentifier("8:acs:x"), wireIdentifier{RawID: "8:acs:x"})
	equal(t, "none", (&wireIdentifier{}).raw(), "")
	equal(t, "a Teams user without a cloud", (&wireIdentifier{TeamsUser: &wireTeamsUser{UserID: aGUID}}).raw(), aTeams)
}

// A participant of a kind that is new to us, or a known kind in a new shape, is known by its raw id.
func TestWireIdentifier_newShapesAreReadByTheirRawID(t *testing.T) {
	for text, want := range map[string]string{
		`{"rawId":"8:acs:new_form","communicationUser":"x"}`:                      "8:acs:new_form",
		`{"rawId":"4:anonymous","phoneNumber":{"value":7,"isAnonymous":true}}`:    "4:anonymous",
		`{"rawId":"99:x","kind":"robot","robot":{"id":"x"}}`:                      "99:x",
		`{"communicationUser":{"id":"` + aUser + `"}}`:                            aUser,
		`{"kind":"robot","robot":{"id":"x"}}`:                                     "",
		`{"phoneNumber":{"value":"+49","isAnonymous":false,"assertedId":"none"}}`: "4:+49",
	} {
		var w wireIdentifier
		if err := json.Unmarshal([]byte(text), &w); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		equal(t, "raw id of "+text, w.raw(), want)
	}
}

func TestSameUser_letterCaseOfGUIDsDoesNotCount(t *testing.T) {
	upper := strings.ToUpper(userGUID)
	for _, pair := range [][2]string{
		{aUser, aUser},
		{"8:acs:" + aGUID + "_" + userGUID, "8:acs:" + aGUID + "_" + upper},
		{"8:orgid:" + userGUID, "8:orgid:" + upper},
		{"28:gcch:" + userGUID, "28:gcch:" + upper},
		{extended, strings.Replace(extended, userGUID, upper, 1)},
		{"77:new:" + userGUID, "77:new:" + upper},
	} {
		equal(t, pair[0]+" is the same as "+pair[1], SameUser(pair[0], pair[1]), true)
		equal(t, "key", UserKey(pair[0]), UserKey(pair[1]))
	}
	for _, pair := range [][2]string{
		{aUser, ""},
		{"8:acs:" + aGUID + "_" + userGUID, "8:ACS:" + aGUID + "_" + userGUID},
		{"8:acs:" + aGUID + "_" + userGUID, "8:dod-acs:" + aGUID + "_" + userGUID},
		{"8:teamsvisitor:abc", "8:teamsvisitor:ABC"},
		{"77:new:abc", "77:new:ABC"},
	} {
		equal(t, pair[0]+" is the same as "+pair[1], SameUser(pair[0], pair[1]), false)
	}
}

func TestValidateTokenUserID_onlyUsersOfAResource(t *testing.T) {
	for _, good := range []string{aUser, "8:spool:" + aGUID + "_" + aGUID, "8:dod-acs:" + aGUID + "_" + aGUID, "8:gcch-acs:" + aGUID + "_" + aGUID} {
		noErrors(t, []error{ValidateTokenUserID(good)})
	}
	for _, bad := range []string{"", aTeams, extended, "4:+49151", "28:orgid:" + aGUID, "48:echo", "8:acs:x"} {
		wantKind(t, ValidateTokenUserID(bad), KindInvalidIdentifier)
	}
}

func TestResourceIDOf(t *testing.T) {
	for raw, want := range map[string]string{aUser: aGUID, extended: aGUID, "8:acs:" + strings.ToUpper(userGUID) + "_" + aGUID: userGUID,
		aTeams: "", "4:+49": "", "48:echo": "", "8:acs:x": "", "": ""} {
		equal(t, "resource of "+raw, ResourceIDOf(raw), want)
	}
}

func TestValidateThreadID(t *testing.T) {
	for _, good := range []string{"19:" + strings.Repeat("0a", 16) + "@thread.v2", "19:" + strings.Repeat("-_9Z", 11) + "@thread.v2",
		"19:acsV2_abcDEF-_123@thread.v2", "19:gcch:acsV2_abcDEF@thread.v2"} {
		noErrors(t, []error{ValidateThreadID(good)})
	}
	for _, bad := range []string{"", "19:@thread.v2", "19:a/b@thread.v2", "19:a@thread", "19:a@thread.v2\n", "20:a@thread.v2", " 19:a@thread.v2", aUser, "19:" + strings.Repeat("a", 300) + "@thread.v2"} {
		wantKind(t, ValidateThreadID(bad), KindInvalidIdentifier)
	}
}

func TestValidateMessageID(t *testing.T) {
	noErrors(t, []error{ValidateMessageID("1591137790240"), ValidateMessageID("0")})
	for _, bad := range []string{"", "-1", "1.5", "abc", "1\n", strings.Repeat("1", 21)} {
		wantKind(t, ValidateMessageID(bad), KindInvalidIdentifier)
	}
}

func FuzzParseIdentifier(f *testing.F) {
	for _, seed := range []string{aUser, aTeams, extended, "4:+1", "4:anonymous", "4:+1_a", "28:orgid:" + aGUID, "8:teamsvisitor:x", "8:", "48:echo"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		id, err := ParseIdentifier(raw)
		if err != nil {
			if KindOf(err) != KindInvalidIdentifier || id != (Identifier{}) {
				t.Errorf("%q gives %+v, %v", raw, id, err)
			}
			return
		}
		wire := toWireIdentifier(raw)
		equal(t, "raw id", wire.raw(), raw)
		equal(t, "its key names the same user", SameUser(raw, UserKey(raw)) && UserKey(UserKey(raw)) == UserKey(raw), true)
		if id.Kind != IdentifierUnknown && id.Kind != IdentifierTeamsExtension {
			wire.RawID = ""
			equal(t, "raw id from the typed half", wire.raw(), raw)
		}
	})
}

func FuzzValidateIDs(f *testing.F) {
	f.Add("19:acsV2_abc@thread.v2")
	f.Add("1591137790240")
	f.Fuzz(func(t *testing.T, id string) {
		if ValidateThreadID(id) == nil || ValidateMessageID(id) == nil {
			if strings.ContainsAny(id, "/ \n?#%\\") {
				t.Errorf("%q was accepted", id)
			}
		}
	})
}
