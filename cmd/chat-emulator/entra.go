package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// entraToken returns the line of the welcome with an Entra ID token, "" when those are not accepted.
func entraToken(server *emulator.Server, options emulator.Options) (string, error) {
	if !options.EntraID {
		return "", nil
	}
	token, err := server.IssueEntraToken(24 * time.Hour)
	if err != nil {
		return "", fmt.Errorf("preparing an Entra token: %w", err)
	}
	return fmt.Sprintf("Entra token (24 h) %s\n", token), nil
}

// entraExports are what logs the provider in with the server's own Entra ID.
func entraExports(endpoint string, login emulator.EntraLogin) string {
	return strings.Join([]string{
		"export CHAT_ENDPOINT='" + endpoint + "'",
		"export CHAT_USE_ENTRA_ID=true",
		"export AZURE_AUTHORITY_HOST='" + login.AuthorityHost + "'",
		"export ARM_DISABLE_INSTANCE_DISCOVERY=true",
		"export ARM_TENANT_ID='" + login.TenantID + "'",
		"export ARM_CLIENT_ID='" + login.ClientID + "'",
		"export ARM_CLIENT_SECRET='" + login.ClientSecret + "'",
	}, "\n") + "\n"
}
