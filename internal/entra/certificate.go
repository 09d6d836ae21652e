package entra

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"software.sslmate.com/src/go-pkcs12"
)

// loadCertificate reads the client's certificate and its key.
func (c *Config) loadCertificate() ([]*x509.Certificate, crypto.PrivateKey, error) {
	data, source, err := c.certificateData()
	if err != nil {
		return nil, nil, err
	}
	password := c.CertificatePassword.Text
	certificates, key, err := azidentity.ParseCertificates(data, []byte(password))
	if err == nil {
		return certificates, key, nil
	}
	// azidentity cannot read PKCS#12 as OpenSSL 3 writes it, with AES and SHA-256.
	key, leaf, chain, modernErr := pkcs12.DecodeChain(data, password)
	if modernErr == nil {
		return append([]*x509.Certificate{leaf}, chain...), key, nil
	}
	if errors.Is(modernErr, pkcs12.ErrIncorrectPassword) {
		return nil, nil, settingError(
			"client_certificate_password",
			"%s does not open the certificate in %s.",
			c.CertificatePassword,
			source,
		)
	}
	return nil, nil, settingError(source.Name, "%s holds no usable certificate with its private key, in PKCS#12 or PEM "+
		"format: %v.", source, err)
}

// certificateData returns the certificate, and the setting that it came from.
func (c *Config) certificateData() ([]byte, Value, error) {
	var data []byte
	if c.Certificate.IsSet() && !overrides(c.CertificateFile, c.Certificate) {
		var err error
		if data, err = base64.StdEncoding.DecodeString(c.Certificate.Text); err != nil {
			return nil, c.Certificate, settingError(c.Certificate.Name, "%s is not base64.", c.Certificate)
		}
	}
	if !c.CertificateFile.IsSet() {
		return data, c.Certificate, nil
	}
	content, err := os.ReadFile(c.CertificateFile.Text)
	if err != nil {
		return nil, c.CertificateFile, settingError(
			c.CertificateFile.Name,
			"The file that %s names cannot be read: %v.",
			c.CertificateFile,
			err,
		)
	}
	if data != nil && !bytes.Equal(data, content) {
		return nil, c.CertificateFile, settingError(c.CertificateFile.Name, "%s and the content of %s (%s) differ: remove "+
			"one of them.",
			c.Certificate, c.CertificateFile, c.CertificateFile.Text)
	}
	return content, c.CertificateFile, nil
}
