package client

import (
	"encoding/json"
	"strings"
	"testing"
)

const (
	aGUID  = "11111111-2222-3333-4444-555555555555"
	aUser  = "8:acs:" + aGUID + "_" + aGUID
	aTeams = "8:orgid:" + aGUID
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
	for _, want := range []Identifier{
		user("8:acs:", CloudPublic), user("8:spool:", CloudPublic), user("8:dod-acs:", CloudDoD), user("8:gcch-acs:", CloudGCCH),
		teams("8:orgid:", CloudPublic), teams("8:dod:", CloudDoD), teams("8:gcch:", CloudGCCH),
		app("28:orgid:", CloudPublic), app("28:dod:", CloudDoD), app("28:gcch:", CloudGCCH),
		{Kind: IdentifierTeams, RawID: "8:teamsvisitor:abc-1", Cloud: CloudPublic, UserID: "abc-1", IsAnonymous: true},
		{Kind: IdentifierPhone, RawID: "4:+4915112345", PhoneNumber: "+4915112345"},
		{Kind: IdentifierUnknown, RawID: "8:newkind:whatever"},
		{Kind: IdentifierUnknown, RawID: "48:calling"},
	} {
		got, err := ParseIdentifier(want.RawID)
		if err != nil || got != want {
			t.Errorf("%s gives %+v, %v, want %+v", want.RawID, got, err, want)
		}
	}
	for _, bad := range []string{"", "8", "8:", "acs:x", "8:acs:", "8:acs:invalidUserId", "8:acs:" + aGUID, aUser + "x", aUser + " ", aUser + "\n",
		"8:acs:" + aGUID + "_" + aGUID + "/..", "8:orgid:x", "8:teamsvisitor:", "4:4915", "4:+", "4:+49 151", "28:orgid:x", "x:" + aGUID} {
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
	equal(t, "unknown kind", toWireIdentifier("8:newkind:x"), wireIdentifier{RawID: "8:newkind:x"})
	equal(t, "malformed", toWireIdentifier("8:acs:x"), wireIdentifier{RawID: "8:acs:x"})
	equal(t, "none", (&wireIdentifier{}).raw(), "")
	equal(t, "a Teams user without a cloud", (&wireIdentifier{TeamsUser: &wireTeamsUser{UserID: aGUID}}).raw(), aTeams)
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
	for _, seed := range []string{aUser, aTeams, "4:+1", "28:orgid:" + aGUID, "8:teamsvisitor:x", "8:", "48:echo"} {
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
		if id.Kind != IdentifierUnknown {
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
