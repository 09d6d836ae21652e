package client

import (
	"fmt"
	"regexp"
	"strings"
)

// IdentifierKind is the kind of a communication identifier.
type IdentifierKind string

// The kinds as the service's identity model names them, and unknown for everything else.
const (
	IdentifierUser     IdentifierKind = "communication_user"
	IdentifierTeams    IdentifierKind = "microsoft_teams_user"
	IdentifierPhone    IdentifierKind = "phone_number"
	IdentifierTeamsApp IdentifierKind = "microsoft_teams_app"
	IdentifierUnknown  IdentifierKind = "unknown"
)

// Cloud is the Azure cloud that an identifier belongs to.
type Cloud string

// The clouds.
const (
	CloudPublic Cloud = "public"
	CloudDoD    Cloud = "dod"
	CloudGCCH   Cloud = "gcch"
)

// Identifier is a raw id taken apart. Fields that a kind does not have are empty.
type Identifier struct {
	Kind        IdentifierKind
	RawID       string
	Cloud       Cloud  // users, Teams users and Teams apps
	ResourceID  string // users: the guid of the resource that issued them
	UserID      string // users: the part after the resource; Teams users: the guid or visitor id
	IsAnonymous bool   // Teams users: a visitor without an account
	PhoneNumber string // phone numbers, with its plus sign
	AppID       string // Teams apps
}

// prefix describes one way for a raw id to start.
type prefix struct {
	text      string
	kind      IdentifierKind
	cloud     Cloud
	anonymous bool
}

// prefixes lists the raw id forms of the service's identity model.
func prefixes() []prefix {
	return []prefix{
		{"8:acs:", IdentifierUser, CloudPublic, false},
		{"8:spool:", IdentifierUser, CloudPublic, false},
		{"8:dod-acs:", IdentifierUser, CloudDoD, false},
		{"8:gcch-acs:", IdentifierUser, CloudGCCH, false},
		{"8:orgid:", IdentifierTeams, CloudPublic, false},
		{"8:dod:", IdentifierTeams, CloudDoD, false},
		{"8:gcch:", IdentifierTeams, CloudGCCH, false},
		{"8:teamsvisitor:", IdentifierTeams, CloudPublic, true},
		{"4:", IdentifierPhone, "", false},
		{"28:orgid:", IdentifierTeamsApp, CloudPublic, false},
		{"28:dod:", IdentifierTeamsApp, CloudDoD, false},
		{"28:gcch:", IdentifierTeamsApp, CloudGCCH, false},
	}
}

const guid = `[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`

var (
	guidForm     = regexp.MustCompile(`^` + guid + `$`)
	userForm     = regexp.MustCompile(`^(` + guid + `)_(` + guid + `)$`)
	phoneForm    = regexp.MustCompile(`^\+[0-9]{1,32}$`)
	rawForm      = regexp.MustCompile(`^[0-9]+:[^\s/]+$`)
	threadIDForm = regexp.MustCompile(`^19:[0-9A-Za-z_:.=-]{1,256}@thread\.[0-9A-Za-z]{1,16}$`)
	messageForm  = regexp.MustCompile(`^[0-9]{1,20}$`)
)

// ParseIdentifier takes a raw id apart. A raw id of a form that this package does not know has the kind
// unknown and is passed through; one that has a known start but a malformed rest, or no form at all, is a
// KindInvalidIdentifier error.
func ParseIdentifier(rawID string) (Identifier, error) {
	if !rawForm.MatchString(rawID) {
		return Identifier{}, invalidID("parse user id", rawID, "a user id looks like 8:acs:<resource guid>_<user guid>")
	}
	for _, p := range prefixes() {
		if rest, found := strings.CutPrefix(rawID, p.text); found {
			return p.parse(rawID, rest)
		}
	}
	return Identifier{Kind: IdentifierUnknown, RawID: rawID}, nil
}

// rawPrefix returns how the raw ids of a kind start; an absent cloud is the public one.
func rawPrefix(kind IdentifierKind, cloud Cloud, anonymous bool) string {
	if cloud == "" {
		cloud = CloudPublic
	}
	for _, p := range prefixes() {
		if p.kind == kind && p.cloud == cloud && p.anonymous == anonymous {
			return p.text
		}
	}
	return ""
}

func (p prefix) parse(rawID, rest string) (Identifier, error) {
	id := Identifier{Kind: p.kind, RawID: rawID, Cloud: p.cloud, IsAnonymous: p.anonymous}
	switch {
	case p.kind == IdentifierUser:
		parts := userForm.FindStringSubmatch(rest)
		if parts == nil {
			return Identifier{}, invalidID("parse user id", rawID,
				p.text+" must be followed by <resource guid>_<user guid>")
		}
		id.ResourceID, id.UserID = parts[1], parts[2]
	case p.kind == IdentifierPhone:
		if !phoneForm.MatchString(rest) {
			return Identifier{}, invalidID("parse user id", rawID, "4: must be followed by + and digits")
		}
		id.PhoneNumber = rest
	case p.anonymous && rest != "":
		id.UserID = rest
	default:
		if !guidForm.MatchString(rest) {
			return Identifier{}, invalidID("parse user id", rawID, p.text+" must be followed by a guid")
		}
		if p.kind == IdentifierTeamsApp {
			id.AppID = rest
		} else {
			id.UserID = rest
		}
	}
	return id, nil
}

// ValidateThreadID refuses what cannot be a thread id, so that no call is made with it. The forms
// 19:<…>@thread.v2 with several alphabets are recorded; what is between is opaque.
func ValidateThreadID(id string) error {
	if !threadIDForm.MatchString(id) {
		return invalidID("parse thread id", id, "a thread id looks like 19:<letters and digits>@thread.v2")
	}
	return nil
}

// ValidateMessageID refuses what cannot be a message id: it is a decimal number (epoch milliseconds).
func ValidateMessageID(id string) error {
	if !messageForm.MatchString(id) {
		return invalidID("parse message id", id, "a message id is a decimal number such as 1591137790240")
	}
	return nil
}

func invalidID(operation, id, advice string) *Error {
	return &Error{Kind: KindInvalidIdentifier, Operation: operation, Message: fmt.Sprintf("%q is not valid: %s", id, advice)}
}
