package provider

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
)

// wholeHistory is the share history time of a member that sees everything, which the service gives to a member
// without one.
const wholeHistory = "1970-01-01T00:00:00Z"

// flattenTime returns a time of the service; nil is null.
func flattenTime(t *time.Time) timetypes.RFC3339 {
	if t == nil {
		return timetypes.NewRFC3339Null()
	}
	return timetypes.NewRFC3339TimeValue(t.UTC())
}

// expandTime returns a known time for the client; nil when it is null. It was validated before.
func expandTime(v timetypes.RFC3339) *time.Time {
	t, diags := v.ValueRFC3339Time()
	if diags.HasError() {
		return nil
	}
	return &t
}

// sameTime reports whether two times are both set and mean the same instant, in whatever notation.
func sameTime(a, b timetypes.RFC3339) bool {
	first, second := expandTime(a), expandTime(b)
	return first != nil && second != nil && first.Equal(*second)
}

// rfc3339 returns a text as a time, or null when it is not one.
func rfc3339(text string) timetypes.RFC3339 {
	value, diags := timetypes.NewRFC3339Value(text)
	if diags.HasError() {
		return timetypes.NewRFC3339Null()
	}
	return value
}
