package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func TestTransport_redirectIsNotFollowed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen []string
		n, transport := newNetwork(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			seen = append(seen, r.Host)
			http.Redirect(w, r, "http://elsewhere.example/", http.StatusTemporaryRedirect)
		}))
		defer func() { n.refuse = nil }()
		c := faked(t, nil, func(o *Options) { o.Endpoint, o.Transport = "http://127.0.0.1", transport })
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindUnexpected)
		equal(t, "status", asError(err).Status, http.StatusTemporaryRedirect)
		equalSlices(t, "hosts", seen, []string{"127.0.0.1"})
	})
}

func TestTransport_answersAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		read, calls := 0, 0
		c := faked(t, func(*http.Request) (*http.Response, error) {
			calls++
			endless := readerFunc(func(p []byte) (int, error) { read += len(p); return len(p), nil })
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(endless)}, nil
		})
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindBadAnswer)
		equal(t, "calls", calls, 1)
		if read > 2*maxAnswerBytes {
			t.Errorf("%d bytes were read", read)
		}
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// A connection that dies without a word does not hold a call for longer than any answer takes.
func TestTransport_silenceCountsAsAFailedConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls, start := 0, time.Now()
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			if calls++; calls == 1 {
				<-req.Context().Done()
				return nil, req.Context().Err()
			}
			return answer(http.StatusOK, `{"id":"x","topic":"t"}`), nil
		})
		if _, err := c.GetThread(t.Context(), someThread); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < answerTimeout || took > answerTimeout+2*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

// net/http may go on reading the body of a try that has failed.
func TestTransport_triesDoNotShareTheirBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var bodies []io.Reader
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			bodies = append(bodies, req.Body)
			if len(bodies) < 3 {
				return answer([]int{http.StatusTooManyRequests, http.StatusBadGateway}[len(bodies)-1], ""), nil
			}
			return answer(http.StatusNoContent, ""), nil
		})
		noErrors(t, []error{c.UpdateThread(t.Context(), someThread, ThreadPatch{Topic: new("x")})})
		for _, body := range bodies {
			text, err := io.ReadAll(body)
			if err != nil || string(text) != `{"topic":"x"}` {
				t.Errorf("a try's body is %q, %v", text, err)
			}
		}
	})
}

func TestWholeTransport_answersWithoutJSON(t *testing.T) {
	whole := wholeTransport{next: fake(func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, "<html>"), nil })}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://x.example", bytes.NewReader([]byte("{}")))
	if err != nil {
		t.Fatal(err)
	}
	_, err = whole.Do(req)
	wantKind(t, err, KindBadAnswer)
}

// Over the wire, with the transport that users get.
func TestTransport_ofItsOwn(t *testing.T) {
	s := newService(t)
	c := s.client(t, func(o *Options) { o.Transport = nil })
	id := s.thread(t, c, Member{UserID: s.newUsers(t, 1)[0]})
	if _, err := c.SendMessage(t.Context(), id, "", NewMessage{Content: "hello"}); err != nil {
		t.Error(err)
	}
	equalSlices(t, "messages", s.texts(t, id), []string{"hello"})
}

// A certificate that is not trusted ends a call at once: nothing was sent, and trying again would change nothing.
func TestTransport_untrustedCertificate(t *testing.T) {
	calls := 0
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { calls++ }))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	c := faked(t, nil, func(o *Options) { o.Endpoint, o.Transport = server.URL, nil })
	_, err := c.SendMessage(t.Context(), someThread, "", NewMessage{Content: "hello"})
	wantKind(t, err, KindUntrusted)
	var certificate *tls.CertificateVerificationError
	if !errors.As(err, &certificate) {
		t.Errorf("the error does not tell about the certificate: %v", err)
	}
	equal(t, "calls", calls, 0)
}

func TestTransport_untrustedCertificateIsNotTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		c := faked(t, func(*http.Request) (*http.Response, error) {
			tries++
			return nil, &tls.CertificateVerificationError{Err: errors.New("unknown authority")}
		})
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindUntrusted)
		equal(t, "tries", tries, 1)
	})
}

func TestTransport_silenceIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := faked(t, func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		}, func(o *Options) { o.MaxRetries = new(0) })
		_, err := c.GetThread(t.Context(), someThread)
		wantKind(t, err, KindUnavailable)
		equal(t, "message", asError(err).Message, "no complete answer within 1m0s")
	})
}

// mortal is a connection that can die without a word: what is written to it is lost, and nothing comes back.
type mortal struct {
	net.Conn
	dead *atomic.Bool
}

func (m mortal) Write(p []byte) (int, error) {
	if m.dead.Load() {
		return len(p), nil
	}
	return m.Conn.Write(p)
}

// All calls share one HTTP/2 connection, so one that died without a word would defeat all tries.
func TestTransport_silentlyDeadConnectionIsReplaced(t *testing.T) {
	for _, version := range []int{1, 2} {
		synctest.Test(t, func(t *testing.T) {
			n, _ := newNetwork(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				equal(t, "version", r.ProtoMajor, version)
				_, _ = io.WriteString(w, `{"id":"x","topic":"t"}`)
			}))
			dead := new(atomic.Pointer[atomic.Bool]) // whether the connections that are made now have died
			dead.Store(new(atomic.Bool))
			client := newTransport().(*http.Client)
			transport := client.Transport.(*http.Transport)
			transport.Protocols = &http.Protocols{}
			transport.Protocols.SetHTTP1(version == 1)
			transport.Protocols.SetUnencryptedHTTP2(version == 2)
			transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
				conn, err := n.dial(ctx, network, address)
				return mortal{conn, dead.Load()}, err
			}
			defer client.CloseIdleConnections()
			c := faked(t, nil, func(o *Options) { o.Endpoint, o.Transport = "http://127.0.0.1", client })
			noErrors(t, parallel(3, make([]int, 3), func(int) error { _, err := c.GetThread(t.Context(), someThread); return err }))
			dead.Swap(new(atomic.Bool)).Store(true)
			start := time.Now()
			_, err := c.GetThread(t.Context(), someThread)
			noErrors(t, []error{err})
			if took := time.Since(start); version == 2 && took > pingAfter+pingTimeout+5*time.Second || took > answerTimeout+5*time.Second {
				t.Errorf("with HTTP/%d it took %v", version, took)
			}
		})
	}
}

// A request whose headers were written may have been carried out, whatever the error is called.
func TestTransport_saysWhatWasSent(t *testing.T) {
	dialError := &net.OpError{Op: "dial", Err: io.EOF}
	for name, test := range map[string]struct {
		do   func(context.Context, *httptrace.ClientTrace) error
		sent bool
	}{
		"no connection": {func(context.Context, *httptrace.ClientTrace) error { return io.EOF }, false},
		"broken before it was written": {func(_ context.Context, t *httptrace.ClientTrace) error {
			t.GotConn(httptrace.GotConnInfo{})
			return io.EOF
		}, false},
		"broken after":          {func(_ context.Context, t *httptrace.ClientTrace) error { t.WroteHeaders(); return io.EOF }, true},
		"a dial error after":    {func(_ context.Context, t *httptrace.ClientTrace) error { t.WroteHeaders(); return dialError }, true},
		"no connection in time": {func(ctx context.Context, _ *httptrace.ClientTrace) error { <-ctx.Done(); return ctx.Err() }, false},
		"not written in time": {func(ctx context.Context, t *httptrace.ClientTrace) error {
			t.GotConn(httptrace.GotConnInfo{})
			<-ctx.Done()
			return ctx.Err()
		}, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			transport := wholeTransport{next: transporter(func(req *http.Request) (*http.Response, error) {
				return nil, test.do(req.Context(), httptrace.ContextClientTrace(req.Context()))
			})}
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://x.example", http.NoBody)
			noErrors(t, []error{err})
			_, err = transport.Do(req)
			if err == nil {
				t.Errorf("%s: it passes for a success", name)
			}
			equal(t, name+": sent", transport.sent, test.sent)
		})
	}
}

type transporter func(*http.Request) (*http.Response, error)

func (f transporter) Do(req *http.Request) (*http.Response, error) { return f(req) }

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
		if KindOf(err) != KindConnectionRefused || !strings.Contains(err.Error(), "nothing listens at http://127.0.0.1:8087") {
			t.Errorf("the error is %v", err)
		}
	})
}

func TestTransport_emulatorThatIsStartingIsWaitedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		c, err := New(Options{Endpoint: "http://127.0.0.1:8087", AccessKey: "a2V5", Transport: refusing(&tries, quickTries-1)})
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
		if _, err = c.CreateUser(t.Context()); KindOf(err) != KindConnectionRefused || tries != DefaultMaxRetries+1 {
			t.Errorf("%d tries: %v", tries, err)
		}
	})
}

func TestTransport_waitOnLoopbackEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	tries := 0
	transport := quickTransport{transporter(func(req *http.Request) (*http.Response, error) {
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
