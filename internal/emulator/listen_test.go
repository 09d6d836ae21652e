package emulator_test

import (
	"net"
	"strings"
	"testing"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

func TestServer_closesAtOnceAlthoughAConnectionSentNothing(t *testing.T) {
	server, err := emulator.New(emulator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(server.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	start := time.Now()
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("closing took %s", took)
	}
}
