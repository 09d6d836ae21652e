package client

import (
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// logPolicy logs one debug line for each try, such as "POST /chat/threads 201 9ms", never headers or bodies, which hold
// secrets and what people wrote.
type logPolicy struct{ log *slog.Logger }

func (p *logPolicy) Do(req *policy.Request) (*http.Response, error) {
	ctx := req.Raw().Context()
	if !p.log.Enabled(ctx, slog.LevelDebug) {
		return req.Next()
	}
	start := time.Now()
	resp, err := req.Next()
	outcome, fields := "failed", []any{"client_request_id", req.Raw().Header.Get("X-Ms-Client-Request-Id")}
	if err == nil {
		outcome, fields = strconv.Itoa(resp.StatusCode), append(fields, "request_id", requestID(resp))
	} else {
		fields = append(fields, "error", err.Error())
	}
	p.log.DebugContext(ctx, fmt.Sprintf("%s %s %s %dms",
		req.Raw().Method, req.Raw().URL.Path, outcome, time.Since(start).Milliseconds()), fields...)
	return resp, err
}
