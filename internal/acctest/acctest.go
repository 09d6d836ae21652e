// Package acctest readies a test program for terraform-plugin-testing.
package acctest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Run runs the tests of m with the Terraform or OpenTofu on PATH, or the one that TF_ACC_TERRAFORM_PATH names, and
// returns the exit code. The provider "chat" that they serve is the one that configurations know as terraform-acs/chat.
// The developer's own CLI configuration, which may have dev_overrides, does not matter.
func Run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "acctest")
	if err == nil {
		defer os.RemoveAll(dir)
		err = prepare(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "preparing the tests:", err)
		return 1
	}
	return m.Run()
}

// prepare sets the environment, with a CLI configuration in dir.
func prepare(dir string) error {
	// The configuration must exist, because OpenTofu complains about a missing one on standard output, where its version
	// is looked for.
	config := filepath.Join(dir, "cli.tfrc")
	if err := os.WriteFile(config, nil, 0o600); err != nil {
		return err
	}
	if err := os.Setenv("TF_CLI_CONFIG_FILE", config); err != nil {
		return err
	}
	if err := setIfUnset("TF_ACC_PROVIDER_NAMESPACE", "terraform-acs"); err != nil {
		return err
	}
	binary := os.Getenv("TF_ACC_TERRAFORM_PATH")
	for _, name := range []string{"terraform", "tofu"} {
		if found, err := exec.LookPath(name); err == nil && binary == "" {
			binary = found
		}
	}
	if binary == "" {
		return nil
	}
	if err := setIfUnset("TF_ACC_TERRAFORM_PATH", binary); err != nil {
		return err
	}
	version, err := exec.CommandContext(context.Background(), binary, "version").Output()
	if err == nil && strings.HasPrefix(string(version), "OpenTofu") {
		return setIfUnset("TF_ACC_PROVIDER_HOST", "registry.opentofu.org")
	}
	return nil // a binary that cannot say its version fails the tests, with the library's own words
}

func setIfUnset(name, value string) error {
	if os.Getenv(name) != "" {
		return nil
	}
	return os.Setenv(name, value)
}
