package authority

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// refusal is an error with an answer of its own in Entra's envelope.
type refusal struct {
	status int
	code   string // OAuth's
	number int    // Entra's
	text   string
}

func (r *refusal) Error() string {
	return fmt.Sprintf("%d %s: AADSTS%d: %s", r.status, r.code, r.number, r.text)
}

func refuse(status int, code string, number int, text string) error {
	return &refusal{status, code, number, text}
}

// asRefusal returns how an error is answered.
func asRefusal(err error) *refusal {
	var r *refusal
	if errors.As(err, &r) {
		return r
	}
	return &refusal{http.StatusInternalServerError, "server_error", 90033, "A transient error has occurred. Please try " +
		"again."}
}

func (r *refusal) envelope(now time.Time) map[string]any {
	trace, correlation, at := uuid.NewString(), uuid.NewString(), now.UTC().Format("2006-01-02 15:04:05Z")
	return map[string]any{
		"error": r.code,
		"error_description": fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s",
			r.number, r.text, trace, correlation, at),
		"error_codes": []int{r.number}, "timestamp": at, "trace_id": trace, "correlation_id": correlation,
		"error_uri": fmt.Sprintf("https://login.microsoftonline.com/error?code=%d", r.number),
	}
}
