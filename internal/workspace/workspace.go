// Package workspace runs Terraform or OpenTofu on a copy of a configuration, with a provider built from this tree and
// without a registry. The demo and the tests of examples and guides use it.
package workspace

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/hashicorp/terraform-exec/tfexec"
)

// Options say what a workspace is made of.
type Options struct {
	CLI     string            // the terraform or tofu command; see Find
	Example string            // the folder whose files are copied; "" starts empty
	Plugins map[string]string // for each provider, such as terraform-acs/chat, the folder that its program is in
	Env     map[string]string // added to this process's environment, of which TF_ and CHAT_ variables are left out
}

// New makes the workspace in folder, which it creates, and returns the command to run there.
//
// The plugins are used as they are, so no `init` is needed.
func New(folder string, o Options) (*tfexec.Terraform, error) {
	configuration := filepath.Join(folder, "configuration")
	if err := os.MkdirAll(configuration, 0o755); err != nil {
		return nil, err
	}
	if o.Example != "" {
		if err := os.CopyFS(configuration, os.DirFS(o.Example)); err != nil {
			return nil, err
		}
	}
	cliConfig := filepath.Join(folder, "cli.tfrc")
	if err := os.WriteFile(cliConfig, overrides(o.Plugins), 0o600); err != nil {
		return nil, err
	}
	command, err := tfexec.NewTerraform(configuration, o.CLI)
	if err != nil {
		return nil, err
	}
	// After an interrupt Terraform still has calls to finish.
	err = errors.Join(command.SetWaitDelay(30*time.Second), command.SetEnv(environment(cliConfig, o.Env)))
	return command, err
}

// Find returns the command that TF_ACC_TERRAFORM_PATH names, as the acceptance tests use it, or else terraform or tofu
// from PATH.
func Find() (string, error) {
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path, nil
	}
	path, err := exec.LookPath("terraform")
	if errors.Is(err, exec.ErrNotFound) {
		path, err = exec.LookPath("tofu")
	}
	return path, err
}

// IsOpenTofu reports whether the command is OpenTofu's.
func IsOpenTofu(cli string) bool {
	return strings.HasPrefix(filepath.Base(cli), "tofu")
}

// overrides is a CLI configuration that makes Terraform and OpenTofu load the plugins from their folders.
func overrides(plugins map[string]string) []byte {
	var lines strings.Builder
	for address, folder := range plugins {
		for _, registry := range []string{"registry.terraform.io", "registry.opentofu.org"} {
			fmt.Fprintf(&lines, "    %q = %q\n", registry+"/"+address, folder)
		}
	}
	return fmt.Appendf(nil, "provider_installation {\n  dev_overrides {\n%s  }\n  direct {}\n}\n", lines.String())
}

// environment is this process's without what would change what Terraform does, and with what was asked for.
func environment(cliConfig string, added map[string]string) map[string]string {
	env := map[string]string{}
	for _, setting := range os.Environ() {
		name, value, _ := strings.Cut(setting, "=")
		if !strings.HasPrefix(name, "TF_") && !strings.HasPrefix(name, "CHAT_") {
			env[name] = value
		}
	}
	maps.Copy(env, added)
	env["TF_CLI_CONFIG_FILE"] = cliConfig
	env["CHECKPOINT_DISABLE"] = "1" // do not look for a newer version
	return env
}
