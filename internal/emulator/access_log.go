package emulator

import (
	"encoding/json"
	"io"
	"sync"
	"time"
)

// accessLog writes one line of JSON a call.
type accessLog struct {
	mu sync.Mutex
	to io.Writer // nil means no log
}

// write logs a call that has been answered. The request ids are the service's, which answers carry as MS-CV, and the
// client's own.
func (l *accessLog) write(c *call, bytes int, took time.Duration) {
	if l.to == nil {
		return
	}
	line, err := json.Marshal(struct {
		Time            time.Time `json:"time"`
		Operation       Operation `json:"operation,omitempty"`
		Method          string    `json:"method"`
		Path            string    `json:"path"`
		Query           string    `json:"query,omitempty"`
		Status          int       `json:"status"` // 0 when the connection was cut instead
		Bytes           int       `json:"bytes"`
		Took            float64   `json:"ms"`
		RequestID       string    `json:"request_id"`
		ClientRequestID string    `json:"client_request_id,omitempty"`
	}{
		c.entry.At, c.entry.Operation, c.entry.Method, c.entry.Path, c.entry.RawQuery, c.entry.Status,
		bytes, float64(took.Microseconds()) / 1000, c.id, c.Header.Get("x-ms-client-request-id"),
	})
	if err != nil {
		return // strings and numbers always are JSON
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = l.to.Write(append(line, '\n')) // a full disk must not stop the service
}
