package emulator

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// identifiers knows the forms of raw ids.
type identifiers struct {
	resource string // the guid of this resource
	acsUser  *regexp.Regexp
	anyCase  bool // whether letter case makes no difference in the ids of users
}

func newIdentifiers(resource string, anyCase bool) identifiers {
	const guid = `[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`
	return identifiers{
		resource: resource,
		anyCase:  anyCase,
		acsUser:  regexp.MustCompile(`^8:(?:acs|spool|dod-acs|gcch-acs):` + guid + `_` + guid + `$`),
	}
}

// teamsPrefixes maps the raw id prefixes of Teams users to their clouds.
func teamsPrefixes() map[string]string {
	return map[string]string{"8:orgid:": "public", "8:dod:": "dod", "8:gcch:": "gcch"}
}

// appPrefixes maps the raw id prefixes of Teams apps to their clouds.
func appPrefixes() map[string]string {
	return map[string]string{"28:orgid:": "public", "28:dod:": "dod", "28:gcch:": "gcch"}
}

// rawID returns the raw id that an identifier in a request means. The typed half counts where there is one; a rawId
// alone does too.
func (ids identifiers) rawID(w wireIdentifier) (string, error) {
	raw, halves := w.RawID, 0
	if w.CommunicationUser != nil {
		raw, halves = w.CommunicationUser.ID, halves+1
	}
	if w.PhoneNumber != nil {
		raw, halves = "4:"+w.PhoneNumber.Value, halves+1
	}
	if w.TeamsUser != nil {
		raw, halves = prefixFor(teamsPrefixes(), w.TeamsUser.Cloud)+w.TeamsUser.UserID, halves+1
		if w.TeamsUser.IsAnonymous {
			raw = "8:teamsvisitor:" + w.TeamsUser.UserID
		}
	}
	if w.TeamsApp != nil {
		raw, halves = prefixFor(appPrefixes(), w.TeamsApp.Cloud)+w.TeamsApp.AppID, halves+1
	}
	if halves > 1 {
		return "", badRequest("Only one of the identifier models should be set.")
	}
	return ids.fold(raw), ids.check(raw)
}

// fold returns the id under which a user is kept.
func (ids identifiers) fold(raw string) string {
	if ids.anyCase && ids.acsUser.MatchString(raw) {
		return strings.ToLower(raw)
	}
	return raw
}

func prefixFor(prefixes map[string]string, cloud string) string {
	if cloud == "" {
		cloud = "public"
	}
	for prefix, name := range prefixes {
		if name == cloud {
			return prefix
		}
	}
	return "" // an unknown cloud gives a raw id that check refuses
}

// check refuses a raw id that is malformed. Kinds of id that are not known cannot be malformed.
func (ids identifiers) check(raw string) error {
	kind := strings.SplitAfterN(raw, ":", 3)
	malformed := len(kind) < 2
	if strings.HasPrefix(raw, "8:") {
		switch {
		case len(kind) < 3 || kind[2] == "":
			malformed = true
		case kind[1] == "acs:", kind[1] == "spool:", kind[1] == "dod-acs:", kind[1] == "gcch-acs:":
			malformed = !ids.acsUser.MatchString(raw)
		}
	}
	if malformed {
		return badRequest("Identifier format is invalid (%s).", raw)
	}
	return nil
}

// wireIdentity returns the identifier that answers give for a user of the resource; there is nobody else whom they
// could name.
func wireIdentity(raw string) wireIdentifier {
	return wireIdentifier{RawID: raw, CommunicationUser: &wireUser{ID: raw}}
}

// foreignUser is the code of the refusal of another resource's user.
const foreignUser = "401"

// invite returns why a user cannot be a participant, or nil.
func (ids identifiers) invite(tx *store.Tx, raw string) (*wireError, error) {
	invalid := func(status int, message string) (*wireError, error) {
		return &wireError{Code: strconv.Itoa(status), Message: message, Target: raw}, nil
	}
	if !ids.acsUser.MatchString(raw) {
		return invalid(http.StatusForbidden, "Permissions check failed")
	}
	if !strings.HasPrefix(raw, "8:acs:"+ids.resource+"_") {
		return &wireError{Code: foreignUser, Message: "Authentication failed", Target: raw}, nil
	}
	switch _, err := tx.Identity(raw); {
	case isNotFound(err):
		return invalid(http.StatusNotFound, "Not found")
	default:
		return nil, err
	}
}
