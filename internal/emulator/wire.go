package emulator

import (
	"encoding/json"
	"time"
)

// The wire format, as the API descriptions and recorded traffic have it. Optional keys are left out rather than null.
// Recorded: identifiers in responses carry no kind, in any version; a thread without a retention policy has the policy
// "none"; metadata that was sent as {} comes back as {}.
// The tag since names the first version of the API that has a key.

// wireTime is a time as chat writes it: RFC 3339, UTC, whole seconds.
type wireTime struct{ time.Time }

func (t wireTime) MarshalJSON() ([]byte, error) {
	return json.Marshal(t.UTC().Format("2006-01-02T15:04:05Z"))
}

// optionalTime returns nil for the zero time.
func optionalTime(t time.Time) *wireTime {
	if t.IsZero() {
		return nil
	}
	return &wireTime{t}
}

// identityTime is the format of times in the identity API: tenths of microseconds, without trailing zeros.
const identityTime = "2006-01-02T15:04:05.9999999-07:00"

type wireErrorEnvelope struct {
	Error wireError `json:"error"`
}

// The other two envelopes that are recorded.
type (
	wireCommunicationErrorEnvelope struct {
		Error wireCommunicationError `json:"CommunicationError"`
	}
	wireCommunicationError struct {
		Code    string   `json:"Code"`
		Message string   `json:"Message,omitempty"`
		Details []string `json:"Details"`
	}
	wireBareError struct {
		Code    string `json:"Code"`
		Message string `json:"Message,omitempty"`
	}
)

type wireError struct {
	Code    string `json:"code"`
	Message string `json:"message,omitempty"`
	Target  string `json:"target,omitempty"`
}

type wireIdentifier struct {
	RawID             string           `json:"rawId,omitempty"`
	CommunicationUser *wireUser        `json:"communicationUser,omitempty"`
	TeamsUser         *wireTeamsUser   `json:"microsoftTeamsUser,omitempty"`
	PhoneNumber       *wirePhoneNumber `json:"phoneNumber,omitempty"`
	TeamsApp          *wireTeamsApp    `json:"microsoftTeamsApp,omitempty" since:"2024-03-07"`
}

type wireUser struct {
	ID string `json:"id"`
}

type wireTeamsUser struct {
	UserID      string `json:"userId"`
	IsAnonymous bool   `json:"isAnonymous,omitempty"`
	Cloud       string `json:"cloud,omitempty"`
}

type wirePhoneNumber struct {
	Value string `json:"value"`
}

type wireTeamsApp struct {
	AppID string `json:"appId"`
	Cloud string `json:"cloud,omitempty"`
}

// wirePage is one page of any list.
type wirePage[T any] struct {
	Value    []T    `json:"value"`
	NextLink string `json:"nextLink,omitempty"`
}

type wireRetention struct {
	Kind                  string `json:"kind"`
	DeleteThreadAfterDays int    `json:"deleteThreadAfterDays,omitempty"`
}

type wireThread struct {
	ID        string            `json:"id"`
	Topic     string            `json:"topic"`
	CreatedOn wireTime          `json:"createdOn"`
	CreatedBy wireIdentifier    `json:"createdByCommunicationIdentifier"`
	DeletedOn *wireTime         `json:"deletedOn,omitempty"`
	Metadata  map[string]string `json:"metadata,omitzero" since:"2025-03-15"`
	Retention *wireRetention    `json:"retentionPolicy,omitempty" since:"2025-03-15"`
}

type wireThreadItem struct {
	ID            string    `json:"id"`
	Topic         string    `json:"topic"`
	DeletedOn     *wireTime `json:"deletedOn,omitempty"`
	LastMessageOn *wireTime `json:"lastMessageReceivedOn,omitempty"`
}

type wireCreateThreadRequest struct {
	Topic        string                   `json:"topic"`
	Participants []wireParticipantRequest `json:"participants"`
	Metadata     map[string]string        `json:"metadata" since:"2025-03-15"`
	Retention    *wireRetention           `json:"retentionPolicy" since:"2025-03-15"`
}

type wireCreateThreadResult struct {
	Thread  wireThread  `json:"chatThread"`
	Invalid []wireError `json:"invalidParticipants,omitempty"`
}

// wirePatchThread tells keys that are absent from keys that are null.
type wirePatchThread struct {
	Topic     json.RawMessage `json:"topic"`
	Metadata  json.RawMessage `json:"metadata" since:"2025-03-15"`
	Retention json.RawMessage `json:"retentionPolicy" since:"2025-03-15"`
}

type wireParticipant struct {
	Identifier       wireIdentifier    `json:"communicationIdentifier"`
	DisplayName      string            `json:"displayName,omitempty"`
	ShareHistoryTime wireTime          `json:"shareHistoryTime"`
	Metadata         map[string]string `json:"metadata,omitzero" since:"2025-03-15"`
}

type wireParticipantRequest struct {
	Identifier       wireIdentifier    `json:"communicationIdentifier"`
	DisplayName      string            `json:"displayName"`
	ShareHistoryTime *time.Time        `json:"shareHistoryTime"`
	Metadata         map[string]string `json:"metadata" since:"2025-03-15"`
}

type wireAddRequest struct {
	Participants []wireParticipantRequest `json:"participants"`
}

type wireAddResult struct {
	Invalid []wireError `json:"invalidParticipants,omitempty"`
}

type wireSendRequest struct {
	Content    *string           `json:"content"`
	Type       *string           `json:"type"`
	SenderName string            `json:"senderDisplayName"`
	Metadata   map[string]string `json:"metadata" since:"2021-09-07"`
}

type wireSendResult struct {
	ID string `json:"id"`
}

// wirePatchMessage tells keys that are absent from keys that are null.
type wirePatchMessage struct {
	Content  json.RawMessage `json:"content"`
	Metadata json.RawMessage `json:"metadata" since:"2021-09-07"`
}

type wireMessage struct {
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	SequenceID string             `json:"sequenceId"`
	Version    string             `json:"version"`
	Content    wireMessageContent `json:"content"`
	SenderName *string            `json:"senderDisplayName,omitempty"`
	CreatedOn  wireTime           `json:"createdOn"`
	Sender     *wireIdentifier    `json:"senderCommunicationIdentifier,omitempty"`
	DeletedOn  *wireTime          `json:"deletedOn,omitempty"`
	EditedOn   *wireTime          `json:"editedOn,omitempty"`
	Metadata   map[string]string  `json:"metadata,omitzero" since:"2021-09-07"`
}

type wireMessageContent struct {
	Message      *string           `json:"message,omitempty"`
	Topic        *string           `json:"topic,omitempty"`
	Participants []wireParticipant `json:"participants,omitempty"`
	Initiator    *wireIdentifier   `json:"initiatorCommunicationIdentifier,omitempty"`
}

type wireReadReceipt struct {
	Sender    wireIdentifier `json:"senderCommunicationIdentifier"`
	MessageID string         `json:"chatMessageId"`
	ReadOn    wireTime       `json:"readOn"`
}

type wireReadReceiptRequest struct {
	MessageID string `json:"chatMessageId"`
}

type wireTypingRequest struct {
	SenderName string `json:"senderDisplayName" since:"2021-09-07"`
}

type wireCreateIdentityRequest struct {
	CustomID *string  `json:"customId"` // of the preview alone
	Scopes   []string `json:"createTokenWithScopes"`
	Minutes  *int     `json:"expiresInMinutes" since:"2022-10-01"`
}

type wireIdentityResult struct {
	Identity wireIdentityDetails `json:"identity"`
	Token    *wireToken          `json:"accessToken,omitempty"`
}

// wireIdentityDetails is a user of the identity API. Only the preview has more than the id.
type wireIdentityDetails struct {
	ID          string `json:"id"`
	CustomID    string `json:"customId,omitempty"`
	LastTokenOn string `json:"lastTokenIssuedAt,omitempty"`
}

type wireIssueRequest struct {
	Scopes  []string `json:"scopes"`
	Minutes *int     `json:"expiresInMinutes" since:"2022-10-01"`
}

type wireToken struct {
	Token     string `json:"token"`
	ExpiresOn string `json:"expiresOn"`
}
