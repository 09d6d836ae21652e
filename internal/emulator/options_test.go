package emulator_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestOptions_KeysThatSignNothingAreRefused(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"\n", "not base64"} {
		if server, err := emulator.New(emulator.Options{AccessKey: key}); !errors.Is(err, emulator.ErrAccessKey) {
			t.Errorf("with the key %q a server started (%v): %v", key, server, err)
		}
	}
}

func TestOptions_FirstHostIsInTheURL(t *testing.T) {
	t.Parallel()
	f := newFixture(t, func(o *emulator.Options) { o.Hosts = []string{"chat", "other"} })
	if !strings.HasPrefix(f.URL(), "http://chat:") || !strings.HasPrefix(f.ConnectionString(), "endpoint="+f.URL()+"/;") {
		t.Errorf("the URL is %s, the connection string %s", f.URL(), f.ConnectionString())
	}
}
