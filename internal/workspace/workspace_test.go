package workspace

import (
	"os"
	"strings"
	"testing"
)

func TestEnvironment_leavesOutWhatWouldChangeTheRun(t *testing.T) {
	t.Setenv("TF_VAR_topic", "from outside")
	t.Setenv("TF_CLI_ARGS", "-help")
	t.Setenv("CHAT_ACCESS_TOKEN", "from outside")
	env := environment("/tmp/cli.tfrc", map[string]string{"CHAT_USER_ID": "8:acs:x"})
	for _, name := range []string{"TF_VAR_topic", "TF_CLI_ARGS", "CHAT_ACCESS_TOKEN"} {
		if value, ok := env[name]; ok {
			t.Errorf("%s is %q", name, value)
		}
	}
	for name, want := range map[string]string{"CHAT_USER_ID": "8:acs:x", "TF_CLI_CONFIG_FILE": "/tmp/cli.tfrc", "PATH": os.Getenv("PATH")} {
		if env[name] != want {
			t.Errorf("%s is %q, want %q", name, env[name], want)
		}
	}
}

func TestOverrides_nameThePluginForBothRegistries(t *testing.T) {
	t.Parallel()
	text := string(overrides(map[string]string{"terraform-acs/chat": `C:\bin`}))
	for _, want := range []string{
		`"registry.terraform.io/terraform-acs/chat" = "C:\\bin"`,
		`"registry.opentofu.org/terraform-acs/chat" = "C:\\bin"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks %s", text, want)
		}
	}
}

func TestFind_prefersWhatTheAcceptanceTestsUse(t *testing.T) {
	t.Setenv("TF_ACC_TERRAFORM_PATH", "/somewhere/tofu")
	path, err := Find()
	if err != nil || path != "/somewhere/tofu" || !IsOpenTofu(path) {
		t.Errorf("Find() = %q, %v", path, err)
	}
	t.Setenv("TF_ACC_TERRAFORM_PATH", "")
	t.Setenv("PATH", t.TempDir())
	if path, err := Find(); err == nil {
		t.Errorf("Find() = %q, although nothing is there", path)
	}
}
