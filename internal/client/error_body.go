package client

import "encoding/json"

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
