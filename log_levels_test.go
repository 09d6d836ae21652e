package main

import (
	"maps"
	"testing"

	"github.com/hashicorp/go-hclog"
)

func TestLogLevels_areThoseThatWillBeShown(t *testing.T) {
	t.Parallel()
	const off, trace, debug, info, warn, errors = hclog.Off, hclog.Trace, hclog.Debug, hclog.Info, hclog.Warn, hclog.Error
	type env = map[string]string
	for _, c := range []struct {
		env                             env
		debug                           bool
		sdk, proto, framework, provider hclog.Level
	}{
		{env{}, false, off, off, off, off},
		{env{}, true, off, off, off, off},
		{env{"TF_LOG": "OFF"}, false, off, off, off, off},
		{env{"TF_LOG": "TRACE"}, false, trace, trace, trace, trace},
		{env{"TF_LOG": "DEBUG"}, false, debug, debug, debug, debug},
		{env{"TF_LOG": "info"}, false, info, info, info, info},
		{env{"TF_LOG": "Warn"}, false, warn, warn, warn, warn},
		{env{"TF_LOG": "ERROR"}, false, errors, errors, errors, errors},
		{env{"TF_LOG": "ERROR"}, true, errors, errors, errors, errors},
		{env{"TF_LOG": "JSON"}, false, trace, trace, trace, trace},
		{env{"TF_LOG": "json"}, true, trace, trace, trace, trace},
		{env{"TF_LOG": "1"}, false, trace, trace, trace, trace},
		{env{"TF_LOG": " debug"}, false, trace, trace, trace, trace},
		{env{"TF_LOG_CORE": "TRACE"}, false, off, off, off, off},
		{env{"TF_LOG": "TRACE", "TF_LOG_PROVIDER": "WARN"}, false, warn, warn, warn, warn},
		{env{"TF_LOG": "WARN", "TF_LOG_PROVIDER": "DEBUG"}, false, debug, debug, debug, debug},
		{env{"TF_LOG": "WARN", "TF_LOG_PROVIDER": "JSON"}, false, trace, trace, trace, trace},
		{env{"TF_LOG": "DEBUG", "TF_LOG_PROVIDER": "off"}, false, off, off, off, off},

		// The SDK's own variables can only make less of what Terraform shows.
		{env{"TF_LOG_SDK": "TRACE"}, false, off, off, off, off},
		{env{"TF_LOG_SDK": "DEBUG", "TF_LOG": "TRACE"}, false, debug, debug, debug, trace},
		{env{"TF_LOG_SDK": "TRACE", "TF_LOG": "INFO"}, false, info, info, info, info},
		{env{"TF_LOG_SDK": "OFF", "TF_LOG": "TRACE"}, false, off, off, off, trace},
		{env{"TF_LOG_SDK": "JSON", "TF_LOG": "DEBUG"}, false, debug, debug, debug, debug},
		{env{"TF_LOG_SDK_PROTO": "OFF", "TF_LOG": "TRACE"}, false, trace, off, trace, trace},
		{env{"TF_LOG_SDK_FRAMEWORK": "WARN", "TF_LOG": "TRACE"}, false, trace, trace, warn, trace},
		{env{"TF_LOG_SDK": "OFF", "TF_LOG_SDK_PROTO": "DEBUG", "TF_LOG": "TRACE"}, false, off, debug, off, trace},
		{env{"TF_LOG_PROVIDER_CHAT": "ERROR", "TF_LOG": "DEBUG"}, false, debug, debug, debug, errors},
		{env{"TF_LOG_PROVIDER_CHAT": "TRACE", "TF_LOG_PROVIDER": "INFO"}, false, info, info, info, info},

		// With -debug nothing else filters.
		{env{"TF_LOG_SDK": "TRACE"}, true, trace, trace, trace, off},
		{env{"TF_LOG_SDK": "TRACE", "TF_LOG": "INFO"}, true, trace, trace, trace, info},
		{env{"TF_LOG_SDK_PROTO": "WARN", "TF_LOG_SDK": "DEBUG"}, true, debug, warn, debug, off},
		{env{"TF_LOG_SDK_FRAMEWORK": "DEBUG"}, true, off, off, debug, off},
		{env{"TF_LOG_PROVIDER_CHAT": "DEBUG"}, true, off, off, off, debug},
		{env{"TF_LOG_PROVIDER": "DEBUG", "TF_LOG_PROVIDER_CHAT": "OFF"}, true, debug, debug, debug, off},
	} {
		_, got := logLevels(func(name string) string { return c.env[name] }, c.debug)
		want := map[string]hclog.Level{
			"TF_LOG_SDK": c.sdk, "TF_LOG_SDK_PROTO": c.proto, "TF_LOG_SDK_FRAMEWORK": c.framework,
			"TF_LOG_PROVIDER_CHAT": c.provider,
		}
		if !maps.Equal(got, want) {
			t.Errorf("with %v, -debug=%t, the levels are %v, want %v", c.env, c.debug, got, want)
		}
	}
}
