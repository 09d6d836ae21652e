package entra

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// SettingError says that a setting is missing or cannot be used. No call was made.
type SettingError struct {
	Setting string // such as client_id
	Message string // a sentence
}

func (e *SettingError) Error() string { return e.Message }

func settingError(setting, format string, args ...any) *SettingError {
	return &SettingError{Setting: setting, Message: fmt.Sprintf(format, args...)}
}

// asSettingError returns an error of making a credential as one of the settings that it needs.
func asSettingError(w way, err error) error {
	var e *SettingError
	if errors.As(err, &e) {
		return e
	}
	setting := "use_entra_id"
	if len(w.needs) > 0 {
		setting = w.needs[0].Name
	}
	return settingError(setting, "Could not log in with %s: %v.", w.name, strings.TrimSuffix(err.Error(), "."))
}

// LoginError says that Entra ID, or what leads to it, issued no token.
type LoginError struct {
	Way     string // how the login was tried
	Message string // Entra's code and text, where it answered
	Err     error
}

func (e *LoginError) Error() string {
	return fmt.Sprintf("logging in with %s failed: %s", e.Way, e.Message)
}

// Unwrap returns azidentity's error.
func (e *LoginError) Unwrap() error { return e.Err }

// credential says how the login was tried when it fails.
type credential struct {
	azcore.TokenCredential
	way     string
	secrets []string
}

// String says how the login is done, with the settings that it is made of and without their values.
func (c *credential) String() string { return c.way }

func (c *credential) GetToken(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := c.TokenCredential.GetToken(ctx, o)
	if err != nil && ctx.Err() == nil {
		err = &LoginError{Way: c.way, Message: c.redact(explain(err)), Err: err}
	}
	return token, err
}

// redact removes the secrets, which a proxy or a program may have repeated.
func (c *credential) redact(text string) string {
	for _, secret := range c.secrets {
		text = strings.ReplaceAll(text, secret, "(secret)")
	}
	return text
}

// ambientCredential adds what is close to another way to log in.
type ambientCredential struct {
	credential
	hint string
}

func (a *ambientCredential) GetToken(ctx context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := a.credential.GetToken(ctx, o)
	var failed *LoginError
	if errors.As(err, &failed) {
		failed.Message += "\n" + a.hint
	}
	return token, err
}

// explain returns Entra's own code and text if it answered, and azidentity's otherwise.
func explain(err error) string {
	var failed *azidentity.AuthenticationFailedError
	if !errors.As(err, &failed) || failed.RawResponse == nil {
		return err.Error()
	}
	body, readErr := runtime.Payload(failed.RawResponse)
	var answer struct {
		Code        string `json:"error"`
		Description string `json:"error_description"`
	}
	if readErr != nil || json.Unmarshal(body, &answer) != nil || answer.Description == "" {
		return err.Error()
	}
	// The text goes over several lines, the later ones for support.
	text := strings.Join(strings.Fields(answer.Description), " ")
	return fmt.Sprintf("HTTP %d %s: %s", failed.RawResponse.StatusCode, answer.Code, text)
}
