package client

import (
	"encoding/json"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A small answer must not become large in memory.
func TestAnswerSize_isBoundedBeforeItIsDecoded(t *testing.T) {
	for name, body := range map[string]string{
		"empty elements": `{"value":[` + strings.Repeat("{},", 10_000_000) + `{}]}`,
		"nulls":          `{"value":[` + strings.Repeat("null,", 50_000) + `null]}`,
		"lists":          `{"value":[{"content":{"participants":[` + strings.Repeat("{},", 1_000_001) + `{}]}}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			c := faked(t, func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, body), nil })
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var last error
			for _, err := range c.ListMessages(t.Context(), someThread, time.Time{}, 0) {
				last = err
			}
			runtime.ReadMemStats(&after)
			wantKind(t, last, KindBadAnswer)
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 8*uint64(len(body))+4<<20 { // a little for all else that runs
				t.Errorf("an answer of %d bytes took %d", len(body), grown)
			}
		})
	}
}

func TestAnswerSize_largestPageIsAccepted(t *testing.T) {
	participant := `{"communicationIdentifier":{"rawId":"8:acs:x","communicationUser":{"id":"8:acs:x"}},"displayName":"{[,","metadata":{"a":"b"},"shareHistoryTime":"1970-01-01T00:00:00Z"}`
	message := `{"id":"1","content":{"participants":[` + strings.Repeat(participant+",", 199) + participant + `]}}`
	c := faked(t, func(*http.Request) (*http.Response, error) {
		return answer(http.StatusOK, `{"value":[`+strings.Repeat(message+",", 199)+message+`]}`), nil
	})
	n := 0
	for m, err := range c.ListMessages(t.Context(), someThread, time.Time{}, 0) {
		noErrors(t, []error{err})
		n += len(m.Content.Members)
	}
	equal(t, "participants", n, 200*200)
}

func FuzzCountValues(f *testing.F) {
	for _, seed := range []string{`[]`, `[1,2]`, `{"a":[1,{"b":"\\",",":"\"["}]}`, `"x"`, `[[[]],{}]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var value any
		if json.Unmarshal([]byte(text), &value) != nil {
			return
		}
		outermost, all := countValues([]byte(text))
		if list, ok := value.([]any); ok && len(list) > 0 {
			equal(t, "elements of "+text, outermost, len(list))
		}
		if want := leaves(value); all < want {
			t.Errorf("%s holds %d values, and %d were counted", text, want, all)
		}
	})
}

// leaves counts the values in decoded JSON that hold no others.
func leaves(value any) (n int) {
	switch v := value.(type) {
	case []any:
		for _, element := range v {
			n += leaves(element)
		}
	case map[string]any:
		for _, element := range v {
			n += leaves(element)
		}
	default:
		n = 1
	}
	return n
}
