package client

import "encoding/json"

// serviceError is what the service says in the body of a refusal.
type serviceError struct{ Code, Message, Target string }

// parseErrorBody reads an error of the service. It is recorded to use three envelopes: {"error":{…}},
// {"CommunicationError":{…}} and the bare object, in any letter case. Each has a code, and some have no message at all. A
// body without a code is not the service's, and ok is false.
func parseErrorBody(body []byte) (said serviceError, ok bool) {
	var envelope struct {
		serviceError
		Error              *serviceError
		CommunicationError *serviceError
	}
	if json.Unmarshal(body, &envelope) != nil { // which takes keys in any letter case
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
