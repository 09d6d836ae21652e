package entratest

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// Certificate is a certificate with its key.
type Certificate struct {
	Leaf *x509.Certificate
	Key  crypto.Signer
}

// applicationKey is that of all applications: making one takes a while.
var applicationKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// newApplicationCertificate makes a certificate to log in with. Entra ID wants RSA.
func newApplicationCertificate(t testing.TB) *Certificate {
	t.Helper()
	key, err := applicationKey()
	if err != nil {
		t.Fatal(err)
	}
	return newCertificate(t, key, nil, "application")
}

// newServerCertificate makes a certificate for host names, signed by an authority; self-signed when that is nil.
func newServerCertificate(t testing.TB, by *Certificate, names ...string) *Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return newCertificate(t, key, by, names...)
}

func newCertificate(t testing.TB, key crypto.Signer, by *Certificate, names ...string) *Certificate {
	t.Helper()
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: names[0]},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true, IsCA: by == nil,
	}
	parent, signer := template, key
	if by != nil {
		template.DNSNames = names
		parent, signer = by.Leaf, by.Key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &Certificate{leaf, key}
}

// TLS returns the certificate for a server.
func (c *Certificate) TLS() tls.Certificate {
	return tls.Certificate{Certificate: [][]byte{c.Leaf.Raw}, PrivateKey: c.Key, Leaf: c.Leaf}
}

// PEM returns the certificate and its key in PEM format.
func (c *Certificate) PEM(t testing.TB) []byte {
	t.Helper()
	key, err := x509.MarshalPKCS8PrivateKey(c.Key)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Join([][]byte{pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}),
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Leaf.Raw})}, nil)
}

// PKCS12 returns the certificate and its key in PKCS#12 format: as OpenSSL 3 writes it, or as its predecessors did.
func (c *Certificate) PKCS12(t testing.TB, password string, modern bool) []byte {
	t.Helper()
	encoder := pkcs12.LegacyDES
	if modern {
		encoder = pkcs12.Modern2023
	}
	data, err := encoder.Encode(c.Key, c.Leaf, nil, password)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
