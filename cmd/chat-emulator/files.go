package main

import (
	"crypto/tls"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// certificate is what https is served with.
type certificate struct {
	tls  *tls.Certificate // nil for plain http
	file string           // absolute path of the file that clients are to trust; "" for plain http
	temp bool             // whether the file is removed in the end
}

// loadCertificate returns the certificate in the files, or a new one with -tls, whose file it writes.
func (f flags) loadCertificate(now time.Time) (certificate, error) {
	if f.tlsCert != "" {
		pair, err := tls.LoadX509KeyPair(f.tlsCert, f.tlsKey)
		if err != nil {
			return certificate{}, fmt.Errorf("reading the certificate: %w", err)
		}
		return certificate{tls: &pair, file: absolute(f.tlsCert)}, nil
	}
	if !f.tls {
		return certificate{}, nil
	}
	host, _, err := net.SplitHostPort(f.options.Addr)
	if err != nil {
		return certificate{}, fmt.Errorf("reading -addr: %w (%w)", err, errUsage)
	}
	made, err := emulator.NewCertificate(now, append(f.options.Hosts, host)...)
	if err != nil {
		return certificate{}, err
	}
	file, err := f.createCertificateFile()
	if err != nil {
		return certificate{}, fmt.Errorf("writing the certificate: %w", err)
	}
	err = pem.Encode(file, &pem.Block{Type: "CERTIFICATE", Bytes: made.Certificate[0]})
	if err := errors.Join(err, file.Close()); err != nil {
		return certificate{}, fmt.Errorf("writing the certificate: %w", err)
	}
	return certificate{tls: &made, file: absolute(file.Name()), temp: f.tlsCertOut == ""}, nil
}

func (f flags) createCertificateFile() (*os.File, error) {
	if f.tlsCertOut == "" {
		return os.CreateTemp("", "chat-emulator-*.pem")
	}
	return os.Create(f.tlsCertOut) // readable by others: a certificate is public
}

// remove removes the file if nobody asked for it.
func (c certificate) remove() error {
	if !c.temp {
		return nil
	}
	return os.Remove(c.file)
}

// absolute returns a path that holds in every folder.
func absolute(file string) string {
	if path, err := filepath.Abs(file); err == nil {
		return path
	}
	return file
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
