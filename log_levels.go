package main

import (
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/go-hclog"
)

// setLogLevels sets the levels of the SDK's loggers to what will be shown. Left alone, the SDK writes every line as
// JSON for Terraform to parse and drop, which doubles the time of a plan. It returns the level from which Terraform
// shows lines.
func setLogLevels(debug bool) (hclog.Level, error) {
	shown, levels := logLevels(os.Getenv, debug)
	for name, level := range levels {
		if err := os.Setenv(name, level.String()); err != nil {
			return hclog.NoLevel, err
		}
	}
	return shown, nil
}

// logLevels returns the level from which Terraform shows the lines of a provider, and the level for each variable that
// the SDK reads. With debug, Terraform did not start this process, so nothing filters its log: a logger's own variable
// then decides alone.
func logLevels(getenv func(string) string, debug bool) (shown hclog.Level, levels map[string]hclog.Level) {
	shown = shownLevel(getenv)
	level := func(name string, inherited hclog.Level) hclog.Level {
		asked := hclog.LevelFromString(getenv(name))
		switch {
		case asked == hclog.NoLevel: // unset or invalid
			return inherited
		case debug:
			return asked
		default:
			return max(asked, shown)
		}
	}
	sdk := level("TF_LOG_SDK", shown)
	return shown, map[string]hclog.Level{
		"TF_LOG_SDK":           sdk,
		"TF_LOG_SDK_PROTO":     level("TF_LOG_SDK_PROTO", sdk),
		"TF_LOG_SDK_FRAMEWORK": level("TF_LOG_SDK_FRAMEWORK", sdk),
		"TF_LOG_PROVIDER_CHAT": level("TF_LOG_PROVIDER_CHAT", shown),
	}
}

// shownLevel reads TF_LOG_PROVIDER and TF_LOG as Terraform and OpenTofu do: JSON and unknown levels mean TRACE.
func shownLevel(getenv func(string) string) hclog.Level {
	name := getenv("TF_LOG_PROVIDER")
	if name == "" {
		name = getenv("TF_LOG")
	}
	if name == "" {
		return hclog.Off
	}
	if !slices.Contains([]string{"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF"}, strings.ToUpper(name)) {
		return hclog.Trace
	}
	return hclog.LevelFromString(name)
}
