package docs

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/terraform-exec/tfexec"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/emulatortest"
	"github.com/terraform-acs/terraform-provider-chat/internal/workspace"
)

// plugins is the folder with the provider built from this tree, and the stand-in for azurerm.
var plugins string

func TestMain(m *testing.M) {
	code, err := withPlugins(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func withPlugins(run func() int) (code int, err error) {
	if plugins, err = os.MkdirTemp("", "chat-plugins-"); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(plugins)) }()
	for name, source := range map[string]string{"terraform-provider-chat": "../..", "terraform-provider-azurerm": "./testdata/azurerm"} {
		output, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", filepath.Join(plugins, name), source).CombinedOutput()
		if err != nil {
			return 0, fmt.Errorf("building %s: %w\n%s", name, err, output)
		}
	}
	return run(), nil
}

const planFile = "test.tfplan"

// testWorkspace is a configuration with an emulator of its own, in which there are a thread with a member and a message,
// and an empty one.
type testWorkspace struct {
	*tfexec.Terraform
	service *emulator.Server
	folder  string

	acting, userID, threadID, messageID string
	threads, users                      int // how many there were before Terraform ran
}

func newWorkspace(t *testing.T, c configuration) *testWorkspace {
	t.Helper()
	w := &testWorkspace{service: emulatortest.New(t)}
	w.fill(t)
	cli, err := workspace.Find()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	w.Terraform, err = workspace.New(folder, workspace.Options{
		CLI:     cli,
		Plugins: map[string]string{"terraform-acs/chat": plugins, "hashicorp/azurerm": plugins},
		Env: map[string]string{
			"CHAT_CONNECTION_STRING":      w.service.ConnectionString(),
			"CHAT_USER_ID":                w.acting,
			"AZURERM_STAND_IN_CONNECTION": w.service.ConnectionString(),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.folder = w.WorkingDir()
	w.copy(t, c)
	return w
}

// fill makes what examples read, and the acting user.
func (w *testWorkspace) fill(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	w.acting = must(w.service.CreateUser(ctx))(t)
	w.userID = must(w.service.CreateUser(ctx))(t)
	chat := must(client.New(client.Options{
		Endpoint: w.service.URL(), AccessKey: w.service.AccessKey(), ActingUserID: w.acting,
	}))(t)
	created, _, err := chat.CreateThread(ctx, client.NewThread{
		Topic: "Support", Members: []client.Member{{UserID: w.userID, DisplayName: "Ada"}},
	})
	w.threadID = must(created, err)(t).ID
	w.messageID = must(chat.SendMessage(ctx, w.threadID, "", client.NewMessage{Content: "Hello", Type: "html"}))(t)
	w.threads, w.users = w.count(t)
}

// copy brings the files of a configuration, and what they leave to their user: the provider's source and variables.
func (w *testWorkspace) copy(t *testing.T, c configuration) {
	t.Helper()
	var all strings.Builder
	for _, file := range c.files {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.IsDir() {
			err = os.CopyFS(filepath.Join(w.folder, filepath.Base(file)), os.DirFS(file))
		} else {
			text := read(t, file)
			all.Write(text)
			err = os.WriteFile(filepath.Join(w.folder, filepath.Base(file)), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(all.String(), "required_providers") {
		w.write(t, "required_providers.tf", "terraform {\n required_providers {\n chat = { source = \"terraform-acs/chat\" }\n }\n}\n")
	}
	w.write(t, "values.auto.tfvars.json", w.variables(t, all.String()))
	if strings.Contains(all.String(), module) {
		w.copyModule(t)
	}
	if strings.Contains(all.String(), `source = "./`) || strings.Contains(all.String(), module) {
		if err := w.Get(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// module is the source of the module in examples/ as its users write it.
const module = "github.com/terraform-acs/terraform-provider-chat//examples/team-channels"

// copyModule has the configuration take the module from a copy of this tree's.
func (w *testWorkspace) copyModule(t *testing.T) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(w.folder, "team-channels"), os.DirFS("../../examples/team-channels")); err != nil {
		t.Fatal(err)
	}
	for _, file := range glob(t, w.folder+"/*.tf") {
		w.write(t, filepath.Base(file), strings.ReplaceAll(string(read(t, file)), module, "./team-channels"))
	}
}

// variables has values for the variables that a configuration declares and gives no default.
func (w *testWorkspace) variables(t *testing.T, configuration string) string {
	t.Helper()
	known := map[string]any{
		"connection_string": w.service.ConnectionString(), "endpoint": w.service.URL(),
		"acting_user_id": w.userID, "creator": w.userID, "thread_id": w.threadID, "message_id": w.messageID, "name": "contoso",
		"access_token": must(w.service.IssueToken(t.Context(), w.userID, "chat"))(t),
		"user_id":      w.acting, "joined": "2026-01-02T00:00:00Z",
		"people": map[string]any{"ada": map[string]any{"display_name": "Ada"}},
		"teams":  map[string]any{"platform": map[string]any{"people": []string{"ada"}}},
	}
	values := map[string]any{}
	for _, match := range regexp.MustCompile(`(?s)variable "(\w+)" \{(.*?)\n\}`).FindAllStringSubmatch(configuration, -1) {
		if value, ok := known[match[1]]; ok && !strings.Contains(match[2], "\n  default ") {
			values[match[1]] = value
		}
	}
	return string(must(json.Marshal(values))(t))
}

// replaceIDs puts the ids of what there is in the place of those in the examples.
func (w *testWorkspace) replaceIDs(t *testing.T) {
	t.Helper()
	for _, file := range glob(t, w.folder+"/*.tf") {
		text := string(read(t, file))
		text = regexp.MustCompile(`19:[\w-]+@thread\.v2`).ReplaceAllLiteralString(text, w.threadID)
		text = regexp.MustCompile(`8:acs:[\w-]+`).ReplaceAllLiteralString(text, w.userID)
		text = regexp.MustCompile(`\b\d{13}\b`).ReplaceAllLiteralString(text, w.messageID)
		w.write(t, filepath.Base(file), text)
	}
}

func (w *testWorkspace) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(w.folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (w *testWorkspace) plan(t *testing.T) (changes bool) {
	t.Helper()
	return must(w.Plan(t.Context(), tfexec.Out(planFile)))(t)
}

func (w *testWorkspace) planIsEmpty(t *testing.T) {
	t.Helper()
	if w.plan(t) {
		t.Errorf("a plan right after an apply wants changes:\n%s", must(w.ShowPlanFileRaw(t.Context(), planFile))(t))
	}
}

func (w *testWorkspace) applyPlan(t *testing.T) {
	t.Helper()
	if err := w.Apply(t.Context(), tfexec.DirOrPlan(planFile)); err != nil {
		t.Fatal(err)
	}
}

func (w *testWorkspace) apply(t *testing.T) {
	t.Helper()
	w.plan(t)
	w.applyPlan(t)
}

// allowDestruction does what a reader has to do before a destroy where an example prevents it.
func (w *testWorkspace) allowDestruction(t *testing.T) {
	t.Helper()
	for _, file := range glob(t, w.folder+"/*.tf") {
		w.write(t, filepath.Base(file), strings.ReplaceAll(string(read(t, file)), "prevent_destroy = true", "prevent_destroy = false"))
	}
}

func (w *testWorkspace) destroy(t *testing.T) {
	t.Helper()
	if err := w.Destroy(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (w *testWorkspace) nothingIsLeft(t *testing.T) {
	t.Helper()
	if threads, users := w.count(t); threads != w.threads || users != w.users {
		t.Errorf("the service has %d threads and %d users, it had %d and %d", threads, users, w.threads, w.users)
	}
}

// count asks the service for the threads and users that are not deleted.
func (w *testWorkspace) count(t *testing.T) (threads, users int) {
	t.Helper()
	for _, thread := range must(w.service.Threads(t.Context()))(t) {
		if thread.DeletedOn == nil {
			threads++
		}
	}
	return threads, len(must(w.service.Users(t.Context()))(t))
}

// beyond returns why the command that runs the tests cannot take a configuration; "" means that it can.
func beyond(t *testing.T, c configuration) string {
	t.Helper()
	var all strings.Builder
	for _, file := range c.files {
		if strings.HasSuffix(file, ".tf") {
			all.Write(read(t, file))
		}
	}
	return beyondCommand(t, all.String())
}

// beyondCommand is beyond for the text of a configuration or a guide.
func beyondCommand(t *testing.T, text string) string {
	t.Helper()
	cli, err := workspace.Find()
	if err != nil {
		t.Fatal(err)
	}
	tf := must(workspace.New(t.TempDir(), workspace.Options{CLI: cli}))(t)
	running, _, err := tf.Version(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	for _, feature := range []struct{ mark, terraform, tofu string }{
		{`required_version = ">= 1.16"`, "1.16.0", "never"},
		{"destroy = false #", "1.16.0", "1.12.0"}, // of a resource; in a removed block every version has it
		{"action \"", "1.14.0", "never"},
		{"terraform query", "1.14.0", "never"},
		{"  identity = {", "1.12.0", "1.12.0"},
		{"ephemeral \"", "1.10.0", "1.11.0"},
	} {
		since := feature.terraform
		if workspace.IsOpenTofu(cli) {
			since = feature.tofu
		}
		if strings.Contains(text, feature.mark) && (since == "never" || running.Core().LessThan(version.Must(version.NewVersion(since)))) {
			return fmt.Sprintf("%s… is too new for %s %s", feature.mark, filepath.Base(cli), running)
		}
	}
	return ""
}

// must returns a value, once it knows the test to fail if there was an error.
func must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}
