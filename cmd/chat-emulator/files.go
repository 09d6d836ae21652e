package main

import (
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"os"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// loadCertificate returns the certificate to serve https with: the one in the files, a new one, or nil for plain http.
func (f flags) loadCertificate(now time.Time) (*tls.Certificate, error) {
	if f.tlsCert != "" {
		certificate, err := tls.LoadX509KeyPair(f.tlsCert, f.tlsKey)
		if err != nil {
			return nil, fmt.Errorf("reading the certificate: %w", err)
		}
		return &certificate, nil
	}
	if !f.tls {
		return nil, nil
	}
	host, _, err := net.SplitHostPort(f.options.Addr)
	if err != nil {
		return nil, fmt.Errorf("reading -addr: %w", err)
	}
	certificate, err := emulator.NewCertificate(now, append(f.options.Hosts, host)...)
	if err != nil {
		return nil, err
	}
	if f.tlsCertOut == "" {
		return &certificate, nil
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]})
	if err := os.WriteFile(f.tlsCertOut, text, 0o644); err != nil { //nolint:gosec // a certificate is public
		return nil, fmt.Errorf("writing the certificate: %w", err)
	}
	return &certificate, nil
}

// openAccessLog returns where the access log goes, nil when there is none, and what closes it.
func (f flags) openAccessLog(stderr io.Writer) (io.Writer, func() error, error) {
	nothing := func() error { return nil }
	switch f.accessLog {
	case "":
		return nil, nothing, nil
	case "-":
		return stderr, nothing, nil
	}
	file, err := os.OpenFile(f.accessLog, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nothing, fmt.Errorf("opening the access log: %w", err)
	}
	return file, file.Close, nil
}

// readSeed returns what the data begins with, nil when that is nothing.
func (f flags) readSeed() ([]byte, error) {
	if f.seed == "" {
		return nil, nil
	}
	text, err := os.ReadFile(f.seed)
	if err != nil {
		return nil, fmt.Errorf("reading the seed: %w", err)
	}
	return text, nil
}
