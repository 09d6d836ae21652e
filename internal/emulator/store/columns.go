package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// toColumn stores a time as epoch milliseconds, the zero time as NULL.
func toColumn(t time.Time) sql.NullInt64 {
	return sql.NullInt64{Int64: t.UnixMilli(), Valid: !t.IsZero()}
}

func fromColumn(milliseconds sql.NullInt64) time.Time {
	if !milliseconds.Valid {
		return time.Time{}
	}
	return time.UnixMilli(milliseconds.Int64).UTC()
}

// jsonColumn reads a map or list from JSON, nil from "".
type jsonColumn[T any] struct{ value *T }

func (c jsonColumn[T]) Scan(source any) error {
	text, ok := source.(string)
	if !ok {
		return fmt.Errorf("a column holds %T where text was expected", source)
	}
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), c.value)
}

func mapColumn(m map[string]string) (string, error) {
	if m == nil {
		return "", nil
	}
	text, err := json.Marshal(m)
	return string(text), err
}

func membersColumn(members []Member) (string, error) {
	if len(members) == 0 {
		return "", nil
	}
	text, err := json.Marshal(members)
	return string(text), err
}
