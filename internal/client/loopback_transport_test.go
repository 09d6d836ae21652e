package client

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// refusing is a transport to where nothing listens for the first tries.
func refusing(tries *int, until int) transporter {
	return func(*http.Request) (*http.Response, error) {
		if *tries++; *tries <= until {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
		}
		return answer(http.StatusCreated, `{"identity":{"id":"`+aUser+`"}}`), nil
	}
}

func TestTransport_refusedOnLoopbackFailsInTwoSeconds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tries, start := 0, time.Now()
		c, err := New(Options{Endpoint: "http://127.0.0.1:8087", AccessKey: "a2V5", Transport: refusing(&tries, 1000)})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.CreateUser(t.Context())
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("it took %v", took)
		}
		if KindOf(err) != KindUnavailable || !strings.Contains(err.Error(), "nothing listens at http://127.0.0.1:8087") {
			t.Errorf("the error is %v", err)
		}
	})
}

func TestTransport_emulatorThatIsStartingIsWaitedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		c, err := New(Options{Endpoint: "http://127.0.0.1:8087", AccessKey: "a2V5", Transport: refusing(&tries, loopbackTries-1)})
		if err != nil {
			t.Fatal(err)
		}
		if id, err := c.CreateUser(t.Context()); err != nil || id != aUser {
			t.Errorf("%q, %v", id, err)
		}
	})
}

func TestTransport_refusedElsewhereGoesThroughAllRetries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		c, err := New(Options{Endpoint: "https://contoso.communication.azure.com", AccessKey: "a2V5", Transport: refusing(&tries, 1000)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err = c.CreateUser(t.Context()); KindOf(err) != KindUnavailable || tries != DefaultMaxRetries+1 {
			t.Errorf("%d tries: %v", tries, err)
		}
	})
}

func TestTransport_waitOnLoopbackEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	tries := 0
	transport := loopbackTransport{transporter(func(req *http.Request) (*http.Response, error) {
		cancel()
		return refusing(&tries, 1000)(req)
	})}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://[::1]:1/", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := transport.Do(req); !errors.Is(err, context.Canceled) || tries != 1 {
		t.Errorf("%d tries: %v", tries, err)
	}
}
