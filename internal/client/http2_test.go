package client

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// frames is an HTTP/2 service that answers requests frame by frame, to do what net/http's own server never does.
type frames struct {
	t      *testing.T
	posts  int
	onPost func(f *http2.Framer, stream uint32, post int) error // instead of an answer
	list   string                                               // the answer to every GET
	wg     sync.WaitGroup
}

func (s *frames) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	s.wg.Go(func() {
		_ = s.serve(server)
		_ = server.Close()
	})
	return client, nil
}

// serve ends with the connection.
func (s *frames) serve(conn net.Conn) error {
	if _, err := io.ReadFull(conn, make([]byte, len(http2.ClientPreface))); err != nil {
		return err
	}
	out := make(chan []byte, 100) // a pipe has no buffer: both sides would wait for the other to read
	defer close(out)
	s.wg.Go(func() {
		for frame := range out {
			_, _ = conn.Write(frame)
		}
	})
	framer := http2.NewFramer(writerTo(out), conn)
	framer.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
	if err := framer.WriteSettings(); err != nil {
		return err
	}
	methods := map[uint32]string{}
	for {
		frame, err := framer.ReadFrame()
		if err != nil {
			return err
		}
		ended := false
		switch frame := frame.(type) {
		case *http2.SettingsFrame:
			if !frame.IsAck() {
				err = framer.WriteSettingsAck()
			}
		case *http2.MetaHeadersFrame:
			methods[frame.StreamID], ended = frame.PseudoValue("method"), frame.StreamEnded()
		case *http2.DataFrame:
			ended = frame.StreamEnded()
		}
		if ended && err == nil {
			err = s.answer(framer, frame.Header().StreamID, methods[frame.Header().StreamID])
		}
		if err != nil {
			return err
		}
	}
}

func (s *frames) answer(f *http2.Framer, stream uint32, method string) error {
	status, body := "200", s.list
	if method == http.MethodPost {
		s.posts++
		if s.onPost != nil {
			return s.onPost(f, stream, s.posts)
		}
		status, body = "201", `{"id":"second"}`
	}
	var header bytes.Buffer
	encoder := hpack.NewEncoder(&header)
	for _, field := range []hpack.HeaderField{
		{Name: ":status", Value: status}, {Name: "content-type", Value: "application/json"},
		{Name: "date", Value: time.Now().UTC().Format(http.TimeFormat)},
	} {
		if err := encoder.WriteField(field); err != nil {
			return err
		}
	}
	err := f.WriteHeaders(http2.HeadersFrameParam{StreamID: stream, BlockFragment: header.Bytes(), EndHeaders: true})
	if err != nil {
		return err
	}
	return f.WriteData(stream, true, []byte(body))
}

// writerTo hands on what is written to it.
type writerTo chan<- []byte

func (w writerTo) Write(p []byte) (int, error) {
	w <- bytes.Clone(p)
	return len(p), nil
}

// newHTTP2Client makes a client of a service that speaks HTTP/2 without TLS.
func newHTTP2Client(t *testing.T, s *frames) *Client {
	t.Helper()
	transport := &http.Transport{DialContext: s.dial, Protocols: &http.Protocols{}}
	transport.Protocols.SetUnencryptedHTTP2(true)
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		s.wg.Wait()
	})
	return faked(t, nil, func(o *Options) {
		o.Endpoint, o.Transport = "http://127.0.0.1:8087", &http.Client{Transport: transport}
	})
}

// net/http replays a request by itself when a stream is reset, although it may have been carried out. A message must
// not go out again before a look.
func TestSendMessage_resetStreamIsLookedInto(t *testing.T) {
	for _, code := range []http2.ErrCode{http2.ErrCodeProtocol, http2.ErrCodeRefusedStream, http2.ErrCodeInternal} {
		t.Run(code.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &frames{t: t, list: `{"value":[]}`}
				s.onPost = func(f *http2.Framer, stream uint32, post int) error { // carried out, and the answer is a reset
					if post == 3 {
						s.onPost = nil
					}
					s.list = fmt.Sprintf(`{"value":[{"id":"first","type":"text","content":{"message":"hello"},"createdOn":%q,
						"senderCommunicationIdentifier":{"rawId":"8:acs:r_u"}}]}`, time.Now().UTC().Format(time.RFC3339))
					return f.WriteRSTStream(stream, code)
				}
				id, err := newHTTP2Client(t, s).SendMessage(t.Context(), someThread, "", NewMessage{Content: "hello"})
				if err != nil || id != "first" {
					t.Errorf("the message is there, and the caller got %q, %v", id, err)
				}
				equal(t, "sends", s.posts, 1)
			})
		})
	}
}

// A connection that the service closes in good order has not carried out the streams that it names: they are sent
// again.
func TestSendMessage_goAwayIsSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &frames{t: t, list: `{"value":[]}`}
		s.onPost = func(f *http2.Framer, stream uint32, _ int) error {
			s.onPost = nil
			return f.WriteGoAway(stream-1, http2.ErrCodeNo, nil)
		}
		id, err := newHTTP2Client(t, s).SendMessage(t.Context(), someThread, "", NewMessage{Content: "hello"})
		if err != nil || id != "second" {
			t.Errorf("the caller got %q, %v", id, err)
		}
		equal(t, "sends", s.posts, 2)
	})
}
