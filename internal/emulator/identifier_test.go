package emulator_test

import (
	"testing"

	"github.com/google/uuid"
)

// TestIdentifiers_EveryKindIsUnderstood adds what cannot be added: the answer tells which raw id the emulator made of
// the identifier.
func TestIdentifiers_EveryKindIsUnderstood(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anna := f.user()
	id := anna.thread()
	guid := uuid.NewString()
	for name, test := range map[string]struct {
		identifier object
		raw, code  string
	}{
		"Teams user":             {object{"microsoftTeamsUser": object{"userId": guid}}, "8:orgid:" + guid, "403"},
		"of the public cloud":    {object{"microsoftTeamsUser": object{"userId": guid, "cloud": "public"}}, "8:orgid:" + guid, "403"},
		"of the DoD's cloud":     {object{"microsoftTeamsUser": object{"userId": guid, "cloud": "dod"}}, "8:dod:" + guid, "403"},
		"of the GCCH cloud":      {object{"microsoftTeamsUser": object{"userId": guid, "cloud": "gcch"}}, "8:gcch:" + guid, "403"},
		"anonymous Teams user":   {object{"microsoftTeamsUser": object{"userId": "guest", "isAnonymous": true}}, "8:teamsvisitor:guest", "403"},
		"phone number":           {object{"phoneNumber": object{"value": "+14255550123"}}, "4:+14255550123", "403"},
		"Teams app":              {object{"microsoftTeamsApp": object{"appId": guid}}, "28:orgid:" + guid, "403"},
		"Teams app of the GCCH":  {object{"microsoftTeamsApp": object{"appId": guid, "cloud": "gcch"}}, "28:gcch:" + guid, "403"},
		"raw id of a phone":      {object{"rawId": "4:+1"}, "4:+1", "403"},
		"raw id of unknown kind": {object{"rawId": "48:something:new"}, "48:something:new", "403"},
		"typed half beside it":   {object{"rawId": "4:+2", "phoneNumber": object{"value": "+1"}}, "4:+1", "403"},
		"user of another cloud":  {object{"rawId": "8:gcch-acs:" + guid + "_" + guid}, "8:gcch-acs:" + guid + "_" + guid, "401"},
	} {
		t.Run(name, func(t *testing.T) {
			body := object{"participants": []object{{"communicationIdentifier": test.identifier}}}
			invalid := list(t, anna.chat("POST", path(id, "/participants/:add"), body).want(201), "invalidParticipants")
			if len(invalid) != 1 || invalid[0]["target"] != test.raw || invalid[0]["code"] != test.code {
				t.Errorf("invalid are %v, want %s with %s", invalid, test.raw, test.code)
			}
		})
	}
	for name, raw := range map[string]string{
		"nothing": "", "no kind": "anna", "no id": "8:acs:", "only a number": "8:", "no guid": "8:acs:x_y", "one guid": "8:acs:" + guid,
	} {
		t.Run(name, func(t *testing.T) {
			body := object{"participants": []object{{"communicationIdentifier": object{"rawId": raw}}}}
			got := anna.chat("POST", path(id, "/participants/:add"), body)
			got.t = t
			got.wantError(400, "BadRequest", "Identifier format is invalid ("+raw+").")
		})
	}
}
