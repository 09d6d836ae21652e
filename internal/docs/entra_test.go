package docs

import (
	"encoding/json"
	"encoding/pem"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-exec/tfexec"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
	"github.com/terraform-acs/terraform-provider-chat/internal/workspace"
)

const userAndThread = `
terraform {
  required_providers {
    chat = { source = "terraform-acs/chat" }
  }
}

resource "chat_user" "u" {}

resource "chat_thread" "t" {
  topic = "By Entra ID"
}
`

// The program as it is released, with its own transport, logs in with the Entra ID that the emulator serves. Neither the state
// nor the plan holds the secret, and a wrong one is told with Entra's code.
func TestEntraID_ofTheEmulatorLogsTheProviderIn(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("only on Linux does a program take the certificates to trust from SSL_CERT_FILE")
	}
	certificate := must(emulator.NewCertificate(time.Now()))(t)
	service := emulatortest.New(t, func(o *emulator.Options) { o.EntraID, o.TLS = true, &certificate })
	acting := must(service.CreateUser(t.Context()))(t)
	folder := t.TempDir()
	trusted := filepath.Join(folder, "ca.pem")
	if err := os.WriteFile(trusted, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]}), 0o600); err != nil {
		t.Fatal(err)
	}
	login, ok := service.EntraLogin()
	if !ok {
		t.Fatal("the emulator serves no Entra ID")
	}
	env := map[string]string{
		"CHAT_ENDPOINT": service.URL(), "CHAT_USE_ENTRA_ID": "true", "CHAT_USER_ID": acting, "SSL_CERT_FILE": trusted,
		"AZURE_AUTHORITY_HOST": login.AuthorityHost, "ARM_DISABLE_INSTANCE_DISCOVERY": "true",
		"ARM_TENANT_ID": login.TenantID, "ARM_CLIENT_ID": login.ClientID,
	}
	run := func(secret string) (plan string, err error) {
		env := maps.Clone(env)
		env["ARM_CLIENT_SECRET"] = secret
		command := must(workspace.New(folder, workspace.Options{
			CLI: must(workspace.Find())(t), Plugins: map[string]string{"terraform-acs/chat": plugins}, Env: env}))(t)
		if err := errors.Join(command.SetLog("TRACE"), command.SetLogPath(filepath.Join(folder, "log")),
			os.WriteFile(filepath.Join(command.WorkingDir(), "main.tf"), []byte(userAndThread), 0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := command.Plan(t.Context(), tfexec.Out("plan")); err != nil {
			return "", err
		}
		if plan, err = command.ShowPlanFileRaw(t.Context(), "plan"); err != nil {
			t.Fatal(err)
		}
		shown := must(command.ShowPlanFile(t.Context(), "plan"))(t)
		return plan + string(must(json.Marshal(shown))(t)), command.Apply(t.Context(), tfexec.DirOrPlan("plan"))
	}
	_, err := run("wrong")
	if err == nil || !strings.Contains(strings.Join(strings.Fields(err.Error()), " "), "AADSTS7000215: Invalid client secret") {
		t.Errorf("with a wrong secret Terraform says %v", err)
	}
	plan, err := run(login.ClientSecret)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(plan, "chat_user.u") || strings.Contains(plan, login.ClientSecret) {
		t.Errorf("the plan holds the secret, or nothing: %s", plan)
	}
	threads := must(service.Threads(t.Context()))(t)
	if len(threads) != 1 || threads[0].CreatedBy != acting {
		t.Errorf("the threads are %v", threads)
	}
	searched := 0
	err = filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		searched++
		if strings.Contains(string(read(t, path)), login.ClientSecret) {
			t.Errorf("%s holds the secret", entry.Name())
		}
		return nil
	})
	if log := string(read(t, filepath.Join(folder, "log"))); err != nil || searched < 4 || !strings.Contains(log, "POST /chat/threads 201 ") {
		t.Errorf("searched %d files, without a log or a state (%v)", searched, err)
	}
}
