package client

import (
	"net/http"
	"testing"
	"testing/synctest"
)

func TestCorrelation_allTriesOfACallHaveOneID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ids []string
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			ids = append(ids, req.Header.Get("X-Ms-Client-Request-Id"))
			if len(ids) == 1 {
				return answer(http.StatusBadGateway, ""), nil
			}
			return answer(http.StatusOK, `{"id":"x","topic":"t"}`), nil
		})
		for range 2 {
			_, err := c.GetThread(t.Context(), someThread)
			noErrors(t, []error{err})
		}
		if len(ids) != 3 || ids[0] == "" || ids[0] != ids[1] || ids[1] == ids[2] {
			t.Errorf("the ids of two tries of a call and of another call are %q", ids)
		}
	})
}
