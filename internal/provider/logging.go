package provider

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// newLogger returns a logger that writes to Terraform's log.
func newLogger() *slog.Logger { return slog.New(logHandler{}) }

// logHandler hands records on to tflog, which finds its logger in the context of each call.
type logHandler struct{ attributes []slog.Attr }

// Enabled always reports true: only tflog knows the level that Terraform asked for.
func (h logHandler) Enabled(context.Context, slog.Level) bool { return true }

func (h logHandler) Handle(ctx context.Context, record slog.Record) error {
	var line strings.Builder
	line.WriteString(record.Message)
	for _, a := range h.attributes {
		writeField(&line, a)
	}
	record.Attrs(func(a slog.Attr) bool {
		writeField(&line, a)
		return true
	})
	switch {
	case record.Level >= slog.LevelError:
		tflog.Error(ctx, line.String())
	case record.Level >= slog.LevelWarn:
		tflog.Warn(ctx, line.String())
	case record.Level >= slog.LevelInfo:
		tflog.Info(ctx, line.String())
	default:
		tflog.Debug(ctx, line.String())
	}
	return nil
}

// writeField puts a field into the message: Terraform prints the fields of tflog in a random order.
func writeField(line *strings.Builder, a slog.Attr) {
	value := a.Value.Resolve().String()
	if strings.ContainsAny(value, " \t\n\"=") {
		value = strconv.Quote(value)
	}
	fmt.Fprintf(line, " %s=%s", a.Key, value)
}

func (h logHandler) WithAttrs(attributes []slog.Attr) slog.Handler {
	return logHandler{append(h.attributes[:len(h.attributes):len(h.attributes)], attributes...)}
}

// WithGroup leaves the fields as they are: there are no groups.
func (h logHandler) WithGroup(string) slog.Handler { return h }
