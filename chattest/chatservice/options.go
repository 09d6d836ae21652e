package chatservice

import (
	"crypto/x509"
	"fmt"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// Option changes how a service behaves. The functions named With… return them.
type Option func(*settings) error

// settings are what options change.
type settings struct{ emulator.Options }

// WithLimits enforces the documented rate limits, with 429 and Retry-After.
func WithLimits() Option {
	return func(s *settings) error {
		s.Limits = true
		return nil
	}
}

// WithLatency answers as slowly as the service typically does.
func WithLatency() Option {
	return func(s *settings) error {
		s.Latency = true
		return nil
	}
}

// WithEntraID also accepts identity calls that carry a token of IssueEntraToken in place of a signature.
func WithEntraID() Option {
	return func(s *settings) error {
		s.EntraID = true
		return nil
	}
}

// WithSeed begins with the users, threads, members and messages of a JSON text. UserID returns the id of a user that
// the seed calls by a name. The format is that of chat-emulator's -seed and of its exports: see "Seeds" in
// https://github.com/terraform-acs/terraform-provider-chat/blob/main/internal/emulator/README.md.
func WithSeed(text []byte) Option {
	return func(s *settings) error {
		s.Seed = text
		return nil
	}
}

// WithChoice chooses what the service responds in a case of which there is no recording, such as "deleted-thread" with
// "200". The emulator's README lists the cases and their answers.
func WithChoice(name, answer string) Option {
	return func(s *settings) error { return s.Choices.Set(name + "=" + answer) }
}

// WithAnyAPIVersion takes versions of the API that the service does not know, such as previews, for the newest one, in
// place of refusing them.
func WithAnyAPIVersion() Option {
	return func(s *settings) error {
		s.AnyAPIVersion = true
		return nil
	}
}

// WithTLS serves https, which the official SDKs insist on, with a certificate of its own. Client and RootCAs trust it.
func WithTLS() Option {
	return func(s *settings) error {
		certificate, err := emulator.NewCertificate(time.Now())
		if err != nil {
			return fmt.Errorf("making a certificate: %w", err)
		}
		if certificate.Leaf, err = x509.ParseCertificate(certificate.Certificate[0]); err != nil {
			return fmt.Errorf("reading the certificate: %w", err)
		}
		s.TLS = &certificate
		return nil
	}
}
