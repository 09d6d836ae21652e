package client

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// IdentifierKind is the kind of a communication identifier.
type IdentifierKind string

// The kinds that the service's identity model names, and unknown for all others.
const (
	IdentifierUser           IdentifierKind = "communication_user"
	IdentifierTeams          IdentifierKind = "microsoft_teams_user"
	IdentifierTeamsExtension IdentifierKind = "teams_extension_user"
	IdentifierPhone          IdentifierKind = "phone_number"
	IdentifierTeamsApp       IdentifierKind = "microsoft_teams_app"
	IdentifierUnknown        IdentifierKind = "unknown"
)

// Cloud is the Azure cloud that an identifier belongs to.
type Cloud string

// The clouds.
const (
	CloudPublic Cloud = "public"
	CloudDoD    Cloud = "dod"
	CloudGCCH   Cloud = "gcch"
)

// Identifier is a parsed raw id. Fields that a kind does not have are empty.
type Identifier struct {
	Kind       IdentifierKind
	RawID      string
	Cloud      Cloud  // everything but phone numbers
	ResourceID string // users and Teams extension users: the GUID of the resource they belong to
	TenantID   string // Teams extension users: the GUID of the Entra tenant
	// UserID is of users the GUID within the resource; of Teams and Teams extension users the Entra object id, or the
	// visitor id.
	UserID      string
	IsAnonymous bool // Teams users: a visitor without an account; phone numbers: a caller that withholds its number
	// PhoneNumber is of those that are not anonymous: the number with its plus sign, or the GUID that stands for it.
	PhoneNumber string
	AssertedID  string // phone numbers: what distinguishes several callers with the same number
	AppID       string // Teams apps
}

// prefix is one way for a raw id to start.
type prefix struct {
	text      string
	kind      IdentifierKind
	cloud     Cloud
	anonymous bool // Teams visitors
	extension bool // may also start a Teams extension user
}

// prefixes lists the raw id forms of the service's identity model.
func prefixes() []prefix {
	return []prefix{
		{"8:acs:", IdentifierUser, CloudPublic, false, true},
		{"8:spool:", IdentifierUser, CloudPublic, false, false},
		{"8:dod-acs:", IdentifierUser, CloudDoD, false, true},
		{"8:gcch-acs:", IdentifierUser, CloudGCCH, false, true},
		{"8:orgid:", IdentifierTeams, CloudPublic, false, false},
		{"8:dod:", IdentifierTeams, CloudDoD, false, false},
		{"8:gcch:", IdentifierTeams, CloudGCCH, false, false},
		{"8:teamsvisitor:", IdentifierTeams, CloudPublic, true, false},
		{"4:", IdentifierPhone, "", false, false},
		{"28:orgid:", IdentifierTeamsApp, CloudPublic, false, false},
		{"28:dod:", IdentifierTeamsApp, CloudDoD, false, false},
		{"28:gcch:", IdentifierTeamsApp, CloudGCCH, false, false},
	}
}

const guid = `[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`

var (
	guidForm     = regexp.MustCompile(`^` + guid + `$`)
	anyGUID      = regexp.MustCompile(guid)
	userForm     = regexp.MustCompile(`^(` + guid + `)_(?:(` + guid + `)_)?(` + guid + `)$`)
	phoneForm    = regexp.MustCompile(`^(?:(anonymous)|(\+[0-9]{1,32}|` + guid + `)(?:_([^_]+))?)$`)
	rawForm      = regexp.MustCompile(`^[0-9]+:[^\s/]+$`)
	threadIDForm = regexp.MustCompile(`^19:[0-9A-Za-z_:.=-]{1,256}@thread\.[0-9A-Za-z]{1,16}$`)
	messageForm  = regexp.MustCompile(`^[0-9]{1,20}$`)
)

// ParseIdentifier parses a raw id. A raw id of a form that this package does not know has the kind unknown and is
// passed through; one with a known prefix and a malformed rest, or with no prefix at all, is a
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

// ValidateTokenUserID refuses a raw id that the service cannot issue tokens for, with a KindInvalidIdentifier error:
// only users of a Communication Services resource have tokens, so only they can log in and send messages.
func ValidateTokenUserID(rawID string) error {
	id, err := ParseIdentifier(rawID)
	if err == nil && id.Kind != IdentifierUser {
		return invalidID("parse user id", rawID,
			"only users of a Communication Services resource, 8:acs:<resource guid>_<user guid>, have access tokens")
	}
	return err
}

// ResourceIDOf returns the GUID, in lower case, of the Communication Services resource that a user belongs to. It is
// empty for ids that name no resource: Teams users, phone numbers, apps and ids of unknown or malformed forms.
func ResourceIDOf(rawID string) string {
	id, err := ParseIdentifier(rawID)
	if err != nil {
		return ""
	}
	return strings.ToLower(id.ResourceID)
}

// SameUser reports whether two raw ids name the same user: GUIDs are equal in any letter case. Whether the service
// agrees is unknown, so ids are always sent as they were given.
func SameUser(a, b string) bool { return a == b || UserKey(a) == UserKey(b) }

// UserKey returns a raw id with its GUIDs in lower case. It is the same for exactly those ids that are the same to
// SameUser, so it can be the key of a map. It is not meant to be sent.
func UserKey(rawID string) string {
	if !strings.ContainsAny(rawID, "ABCDEF") {
		return rawID // as the service writes them
	}
	return anyGUID.ReplaceAllStringFunc(rawID, strings.ToLower)
}

// rawPrefix returns the prefix of the raw ids of a kind. No cloud means the public one.
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
	wants := ""
	switch {
	case p.kind == IdentifierUser:
		wants = id.parseUser(rest, p.extension)
	case p.kind == IdentifierPhone:
		wants = id.parsePhone(rest)
	case p.anonymous && rest != "":
		id.UserID = rest
	case !guidForm.MatchString(rest):
		wants = "a GUID"
	case p.kind == IdentifierTeamsApp:
		id.AppID = rest
	default:
		id.UserID = rest
	}
	if wants != "" {
		return Identifier{}, invalidID("parse user id", rawID, p.text+" must be followed by "+wants)
	}
	return id, nil
}

// parseUser parses what follows the prefix of a user, and returns what should have followed if it is malformed. Three
// GUIDs instead of two name a Teams user whose phone a resource extends.
func (id *Identifier) parseUser(rest string, canExtend bool) (wants string) {
	parts := userForm.FindStringSubmatch(rest)
	if parts == nil || parts[2] != "" && !canExtend {
		return "<resource guid>_<user guid>"
	}
	id.ResourceID, id.TenantID, id.UserID = parts[1], parts[2], parts[3]
	if id.TenantID != "" {
		id.Kind = IdentifierTeamsExtension
	}
	return ""
}

// parsePhone parses what follows the prefix of a phone number, and returns what should have followed if it is
// malformed.
func (id *Identifier) parsePhone(rest string) (wants string) {
	parts := phoneForm.FindStringSubmatch(rest)
	if parts == nil {
		return "+ and digits"
	}
	id.IsAnonymous, id.PhoneNumber, id.AssertedID = parts[1] != "", parts[2], parts[3]
	return ""
}

// ValidateThreadID refuses what cannot be a thread id, so no call is made with it. Thread ids are recorded in several
// forms, 19:<…>@thread.v2 with different alphabets; what is in between is opaque.
func ValidateThreadID(id string) error {
	if !threadIDForm.MatchString(id) {
		return invalidID("parse thread id", id, "a thread id looks like 19:<letters, digits, - and _>@thread.v2")
	}
	return nil
}

// ValidateMessageID refuses what cannot be a message id. A message id is a decimal number (epoch milliseconds).
func ValidateMessageID(id string) error {
	if !messageForm.MatchString(id) {
		return invalidID("parse message id", id, "a message id is a decimal number such as 1591137790240")
	}
	return nil
}

func invalidID(operation, id, advice string) *Error {
	if decoded, err := url.PathUnescape(id); err == nil && decoded != id {
		advice = fmt.Sprintf("it is percent-encoded; decode it, to %q", decoded)
	}
	return &Error{Kind: KindInvalidIdentifier, Operation: operation,
		Message: fmt.Sprintf("%q is not valid: %s", id, advice)}
}
