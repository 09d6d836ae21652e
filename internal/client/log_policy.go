package client

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// logPolicy logs one debug line for each try: method, path and outcome, never headers or bodies, which hold secrets and
// what people wrote.
type logPolicy struct{ log *slog.Logger }

func (p *logPolicy) Do(req *policy.Request) (*http.Response, error) {
	ctx := req.Raw().Context()
	if !p.log.Enabled(ctx, slog.LevelDebug) {
		return req.Next()
	}
	start := time.Now()
	resp, err := req.Next()
	line := []any{"method", req.Raw().Method, "path", req.Raw().URL.Path,
		"client_request_id", req.Raw().Header.Get("X-Ms-Client-Request-Id"), "took", time.Since(start).String()}
	if err != nil {
		p.log.DebugContext(ctx, "call failed", append(line, "error", err.Error())...)
		return resp, err
	}
	p.log.DebugContext(ctx, "call answered", append(line, "status", resp.StatusCode, "request_id", requestID(resp))...)
	return resp, err
}
