package client

import (
	"encoding/json"
	"strings"
	"time"
)

// The wire format of the service: it says participant where everything else here says member.

type wireIdentifier struct {
	RawID             string           `json:"rawId,omitempty"`
	CommunicationUser *wireUser        `json:"communicationUser,omitempty"`
	TeamsUser         *wireTeamsUser   `json:"microsoftTeamsUser,omitempty"`
	PhoneNumber       *wirePhoneNumber `json:"phoneNumber,omitempty"`
	TeamsApp          *wireTeamsApp    `json:"microsoftTeamsApp,omitempty"`
	TeamsExtension    *wireExtension   `json:"teamsExtensionUser,omitempty"`
}

type wireUser struct {
	ID string `json:"id"`
}

type wireTeamsUser struct {
	UserID      string `json:"userId"`
	IsAnonymous bool   `json:"isAnonymous,omitempty"`
	Cloud       Cloud  `json:"cloud,omitempty"`
}

type wirePhoneNumber struct {
	Value string `json:"value"`
}

type wireTeamsApp struct {
	AppID string `json:"appId"`
	Cloud Cloud  `json:"cloud,omitempty"`
}

type wireExtension struct {
	UserID     string `json:"userId"`
	TenantID   string `json:"tenantId"`
	ResourceID string `json:"resourceId"`
	Cloud      Cloud  `json:"cloud,omitempty"`
}

// UnmarshalJSON reads the typed half only when there is no raw id: one of a new shape must not make a whole thread
// unreadable.
func (w *wireIdentifier) UnmarshalJSON(text []byte) error {
	var half struct {
		RawID string `json:"rawId"`
	}
	if err := json.Unmarshal(text, &half); err != nil {
		return err
	}
	if half.RawID != "" {
		w.RawID = half.RawID
		return nil
	}
	type typed wireIdentifier // without this method
	return json.Unmarshal(text, (*typed)(w))
}

// toWireIdentifier sends both halves, the raw id and the typed one, as the official SDKs do.
func toWireIdentifier(rawID string) wireIdentifier {
	w := wireIdentifier{RawID: rawID}
	id, err := ParseIdentifier(rawID)
	if err != nil {
		return w // the service reports what is wrong
	}
	switch id.Kind {
	case IdentifierUser:
		w.CommunicationUser = &wireUser{ID: rawID}
	case IdentifierTeams:
		w.TeamsUser = &wireTeamsUser{UserID: id.UserID, IsAnonymous: id.IsAnonymous, Cloud: id.Cloud}
	case IdentifierPhone:
		w.PhoneNumber = &wirePhoneNumber{Value: strings.TrimPrefix(rawID, "4:")}
	case IdentifierTeamsApp:
		w.TeamsApp = &wireTeamsApp{AppID: id.AppID, Cloud: id.Cloud}
	case IdentifierTeamsExtension, IdentifierUnknown: // not every version of the service knows these; a raw id is enough
	}
	return w
}

// raw returns the raw id. Answers usually carry it; otherwise it is built from the typed half.
func (w *wireIdentifier) raw() string {
	switch {
	case w == nil:
		return ""
	case w.RawID != "":
		return w.RawID
	case w.CommunicationUser != nil:
		return w.CommunicationUser.ID
	case w.PhoneNumber != nil:
		return "4:" + w.PhoneNumber.Value
	case w.TeamsApp != nil:
		return rawPrefix(IdentifierTeamsApp, w.TeamsApp.Cloud, false) + w.TeamsApp.AppID
	case w.TeamsExtension != nil:
		return rawPrefix(IdentifierUser, w.TeamsExtension.Cloud, false) +
			w.TeamsExtension.ResourceID + "_" + w.TeamsExtension.TenantID + "_" + w.TeamsExtension.UserID
	case w.TeamsUser != nil:
		return rawPrefix(IdentifierTeams, w.TeamsUser.Cloud, w.TeamsUser.IsAnonymous) + w.TeamsUser.UserID
	default:
		return ""
	}
}

type wireMember struct {
	Identifier       wireIdentifier    `json:"communicationIdentifier"`
	DisplayName      string            `json:"displayName,omitempty"`
	ShareHistoryTime *time.Time        `json:"shareHistoryTime,omitempty"`
	Metadata         map[string]string `json:"metadata,omitempty"`
}

func toWireMembers(members []Member) []wireMember {
	wire := make([]wireMember, len(members))
	for i, m := range members {
		wire[i] = wireMember{toWireIdentifier(m.UserID), m.DisplayName, m.ShareHistoryTime, m.Metadata}
	}
	return wire
}

func (w wireMember) member() Member {
	return Member{w.Identifier.raw(), w.DisplayName, w.ShareHistoryTime, w.Metadata}
}

func fromWireMembers(wire []wireMember) []Member {
	members := make([]Member, len(wire))
	for i, w := range wire {
		members[i] = w.member()
	}
	return members
}

type wireRetention struct {
	Kind string `json:"kind"`
	Days int    `json:"deleteThreadAfterDays,omitempty"`
}

// toWireRetention converts days to a policy; zero means none.
func toWireRetention(days int) *wireRetention {
	if days == 0 {
		return &wireRetention{Kind: "none"}
	}
	return &wireRetention{Kind: "threadCreationDate", Days: days}
}

// wireMetadataPatch is metadata in a merge patch; nil values are sent as null.
type wireMetadataPatch map[string]*string

// toWireMetadataPatch returns nil when there is nothing to patch.
func toWireMetadataPatch(values map[string]string, nulls []string) wireMetadataPatch {
	if len(values)+len(nulls) == 0 {
		return nil
	}
	patch := wireMetadataPatch{}
	for key, value := range values {
		patch[key] = &value
	}
	for _, key := range nulls {
		patch[key] = nil
	}
	return patch
}

type wireThread struct {
	ID        string            `json:"id"`
	Topic     string            `json:"topic"`
	CreatedOn time.Time         `json:"createdOn"`
	CreatedBy *wireIdentifier   `json:"createdByCommunicationIdentifier"`
	DeletedOn *time.Time        `json:"deletedOn"`
	Metadata  map[string]string `json:"metadata"`
	Retention *wireRetention    `json:"retentionPolicy"`
}

func (w wireThread) thread() Thread {
	t := Thread{ID: w.ID, Topic: w.Topic, CreatedOn: w.CreatedOn, CreatedBy: w.CreatedBy.raw(),
		Metadata: w.Metadata}
	if w.Retention != nil && w.Retention.Days > 0 {
		t.DeleteAfterDays = &w.Retention.Days
	}
	return t
}

type wireThreadSummary struct {
	ID                    string     `json:"id"`
	Topic                 string     `json:"topic"`
	DeletedOn             *time.Time `json:"deletedOn"`
	LastMessageReceivedOn *time.Time `json:"lastMessageReceivedOn"`
}

func (w wireThreadSummary) summary() ThreadSummary { return ThreadSummary(w) }

// wireRejected is one element of invalidParticipants.
type wireRejected struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Target  string `json:"target"`
}

type wireMessage struct {
	ID                string            `json:"id"`
	Type              MessageType       `json:"type"`
	SequenceID        string            `json:"sequenceId"`
	Version           string            `json:"version"`
	Content           wireContent       `json:"content"`
	SenderDisplayName string            `json:"senderDisplayName"`
	CreatedOn         time.Time         `json:"createdOn"`
	Sender            *wireIdentifier   `json:"senderCommunicationIdentifier"`
	DeletedOn         *time.Time        `json:"deletedOn"`
	EditedOn          *time.Time        `json:"editedOn"`
	Metadata          map[string]string `json:"metadata"`
}

type wireContent struct {
	Message      string          `json:"message"`
	Topic        string          `json:"topic"`
	Participants []wireMember    `json:"participants"`
	Initiator    *wireIdentifier `json:"initiatorCommunicationIdentifier"`
}

func (w wireMessage) message() Message {
	return Message{
		ID: w.ID, Type: w.Type, SequenceID: w.SequenceID, Version: w.Version,
		Content: MessageContent{Message: w.Content.Message, Topic: w.Content.Topic,
			Members: fromWireMembers(w.Content.Participants), InitiatorID: w.Content.Initiator.raw()},
		SenderID: w.Sender.raw(), SenderDisplayName: w.SenderDisplayName,
		CreatedOn: w.CreatedOn, EditedOn: w.EditedOn, DeletedOn: w.DeletedOn, Metadata: w.Metadata,
	}
}

type wireReadReceipt struct {
	Sender    *wireIdentifier `json:"senderCommunicationIdentifier"`
	MessageID string          `json:"chatMessageId"`
	ReadOn    time.Time       `json:"readOn"`
}

func (w wireReadReceipt) receipt() ReadReceipt {
	return ReadReceipt{SenderID: w.Sender.raw(), MessageID: w.MessageID, ReadOn: w.ReadOn}
}

// serviceError is what the service says in an error body.
type serviceError struct{ Code, Message, Target string }

// parseErrorBody parses an error body. The service is recorded to use three envelopes: {"error":{…}},
// {"CommunicationError":{…}} and the bare object, in any letter case. Each has a code; some have no message. ok reports
// whether the body has a code: without one it is not the service's.
func parseErrorBody(body []byte) (said serviceError, ok bool) {
	var envelope struct {
		serviceError
		Error              *serviceError
		CommunicationError *serviceError
	}
	if json.Unmarshal(body, &envelope) != nil { // it matches keys in any letter case
		return serviceError{}, false
	}
	said = envelope.serviceError
	if envelope.Error != nil {
		said = *envelope.Error
	} else if envelope.CommunicationError != nil {
		said = *envelope.CommunicationError
	}
	return said, said.Code != ""
}

type wireIdentity struct {
	ID                string     `json:"id"`
	CustomID          string     `json:"customId"`
	LastTokenIssuedAt *time.Time `json:"lastTokenIssuedAt"`
}

func (u wireIdentity) user() User { return User{u.ID, u.CustomID, u.LastTokenIssuedAt} }
