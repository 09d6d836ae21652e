package provider

import (
	"context"
	"log/slog"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// newLogger returns a logger that writes to Terraform's log.
func newLogger() *slog.Logger { return slog.New(logHandler{}) }

// logHandler hands records on to tflog, which finds its logger in the context of each call.
type logHandler struct{ attributes []slog.Attr }

// Enabled always reports true: only tflog knows the level that Terraform asked for.
func (h logHandler) Enabled(context.Context, slog.Level) bool { return true }

func (h logHandler) Handle(ctx context.Context, record slog.Record) error {
	fields := map[string]any{}
	for _, a := range h.attributes {
		fields[a.Key] = a.Value.Any()
	}
	record.Attrs(func(a slog.Attr) bool {
		fields[a.Key] = a.Value.Any()
		return true
	})
	switch {
	case record.Level >= slog.LevelError:
		tflog.Error(ctx, record.Message, fields)
	case record.Level >= slog.LevelWarn:
		tflog.Warn(ctx, record.Message, fields)
	case record.Level >= slog.LevelInfo:
		tflog.Info(ctx, record.Message, fields)
	default:
		tflog.Debug(ctx, record.Message, fields)
	}
	return nil
}

func (h logHandler) WithAttrs(attributes []slog.Attr) slog.Handler {
	return logHandler{append(h.attributes[:len(h.attributes):len(h.attributes)], attributes...)}
}

// WithGroup leaves the fields as they are: Terraform's log is flat.
func (h logHandler) WithGroup(string) slog.Handler { return h }
