package docs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// reader is somebody who follows a guide word by word: a home of their own, an empty folder, and a shell whose folder and
// environment last from one block of commands to the next. Their emulator listens on ports of its own, so guides can be
// followed at once, and beside another emulator.
type reader struct {
	home    string
	ports   *strings.Replacer // replaces the emulator's default addresses by those of this reader
	printed string            // by the last commands, or by the program in the second terminal when that was started last
}

// repository is this tree as the guides name it. Git takes it from here instead.
const repository = "https://github.com/terraform-acs/terraform-provider-chat"

func newReader(t *testing.T, cli string) *reader {
	t.Helper()
	r := &reader{home: t.TempDir(), ports: strings.NewReplacer(
		emulatorAddress, freeAddress(t), "127.0.0.1:8088", freeAddress(t))}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		".gitconfig": fmt.Sprintf("[url %q]\n\tinsteadOf = %s.git\n\tinsteadOf = %s\n[safe]\n\tdirectory = *\n", root, repository, repository),
		"folder":     r.home,
		"environment": fmt.Sprintf("export HOME=%q PATH=%q TMPDIR=%q LANG=C.UTF-8 CHECKPOINT_DISABLE=1 TF_CLI_ARGS=-no-color TF_IN_AUTOMATION=1\n",
			r.home, filepath.Join(r.home, "bin")+":"+os.Getenv("PATH"), t.TempDir()),
	} {
		r.write(t, filepath.Join(r.home, name), text)
	}
	// Building takes from the caches of who runs the test, which have what the tests are built from: without -trimpath.
	r.run(t, "export MAKEFLAGS=e FLAGS='-ldflags=\"-s -w\"'\n")
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		r.run(t, fmt.Sprintf("export %s='%s'\n", name, strings.TrimSpace(string(value))))
	}
	// So do the programs of other languages, from the registry of who runs the test.
	for _, name := range []string{"registry", "cache"} {
		if value, err := exec.Command("npm", "config", "get", name).Output(); err == nil {
			r.run(t, fmt.Sprintf("export npm_config_%s='%s'\n", name, strings.TrimSpace(string(value))))
		}
	}
	r.run(t, "mkdir -p bin\n")
	if python := pythonWithSDK(); python != "" {
		r.run(t, fmt.Sprintf("ln -s '%s' bin/python3\n", python))
	}
	// A guide says terraform, and readers with OpenTofu write tofu.
	r.run(t, fmt.Sprintf("ln -s '%s' bin/terraform\n", cli))
	return r
}

// pythonWithSDK returns the Python that has the official SDK, which Debian's own has where its package is installed; "" for none.
func pythonWithSDK() string {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		path, err := exec.LookPath(python)
		if err == nil && exec.Command(path, "-c", "import azure.communication.chat, azure.communication.identity").Run() == nil {
			return path
		}
	}
	return ""
}

// lacks returns what a guide needs and this machine does not have, "" for nothing.
func lacks(guide string) string {
	if _, err := exec.LookPath("npm"); err != nil && strings.Contains(guide, "npm install") {
		return "there is no npm"
	}
	if strings.Contains(guide, "python3 ") && pythonWithSDK() == "" {
		return "there is no Python SDK (python3-azure)"
	}
	return ""
}

// follow does what the guide says, and checks what it promises.
func (r *reader) follow(t *testing.T, guide string) {
	t.Helper()
	commands := 0
	for _, step := range Steps(r.ports.Replace(guide)) {
		switch step.Kind {
		case WriteFile:
			r.write(t, filepath.Join(r.folder(t), step.File), step.Text)
		case RunCommands:
			r.run(t, step.Text)
			commands++
		case StartInSecondTerminal:
			emulator := "chat-emulator -addr " + r.ports.Replace(emulatorAddress)
			r.startInSecondTerminal(t, strings.Replace(step.Text, "chat-emulator", emulator, 1))
		case RunExports:
			r.runExports(t)
		case SeeOutput:
			if why := differs(r.printed, step.Text); why != "" {
				t.Fatalf("the guide promises\n%s\nbut %s in\n%s", step.Text, why, r.printed)
			}
		}
	}
	if commands == 0 {
		t.Fatal("the guide has no commands")
	}
}

// run runs commands as a shell in the reader's terminal would, and ends the test when one of them fails.
func (r *reader) run(t *testing.T, commands string) {
	t.Helper()
	command := r.shell(t.Context(), commands+"\n{ export -p >\"$OLDHOME/environment\"; pwd >\"$OLDHOME/folder\"; }\n")
	output, err := command.CombinedOutput()
	r.printed = string(output)
	if err != nil {
		t.Fatalf("%s\n%v:\n%s", commands, err, output)
	}
}

func (r *reader) shell(ctx context.Context, commands string) *exec.Cmd {
	command := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c",
		"OLDHOME=$0; . \"$0/environment\"; cd \"$(cat \"$0/folder\")\"\n"+commands, r.home)
	command.Env = []string{}
	return command
}

// takeOver gives the reader what another one exported.
func (r *reader) takeOver(t *testing.T, from *reader) {
	t.Helper()
	r.printed = from.printed
	r.runExports(t)
}

// runExports runs the export lines that were printed last.
func (r *reader) runExports(t *testing.T) {
	t.Helper()
	printed := r.printed
	r.run(t, strings.Join(regexp.MustCompile(`(?m)^export .*$`).FindAllString(printed, -1), "\n")+"\n")
	r.printed = printed // it is what the guide goes on about
}

// freeAddress returns an address of this machine on which nothing listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	return listener.Addr().String()
}

// emulatorAddress is where the emulator listens when the reader does not say, as guides print it.
const emulatorAddress = "127.0.0.1:8087"

// startInSecondTerminal runs a program until the test ends, and waits until it says that it is ready.
func (r *reader) startInSecondTerminal(t *testing.T, commands string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	terminal := filepath.Join(t.TempDir(), "terminal")
	output, err := os.Create(terminal)
	if err != nil {
		t.Fatal(err)
	}
	program := r.shell(ctx, "exec "+commands)
	program.Stdout, program.Stderr = output, output
	program.Cancel = func() error { return program.Process.Signal(os.Interrupt) }
	program.WaitDelay = 10 * time.Second
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- program.Wait() }()
	t.Cleanup(func() {
		stop()
		<-ended //nolint:errcheck // interrupted, it may well fail
		if err := output.Close(); err != nil {
			t.Error(err)
		}
	})
	await(t, "the program in the second terminal to be ready", func() bool {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ended: %v\n%s", commands, err, read(t, terminal))
		default:
		}
		r.printed = string(read(t, terminal))
		return strings.Contains(r.printed, "Ready")
	})
}

// await looks every few milliseconds whether something is so, for a minute at most.
func await(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for !so() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("waited a minute for %s", what)
		}
	}
}

func (r *reader) folder(t *testing.T) string {
	t.Helper()
	return strings.TrimSpace(string(read(t, filepath.Join(r.home, "folder"))))
}

func (r *reader) write(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// differs reports which promised line was not printed, in order; "" when all were.
func differs(printed, promised string) string {
	rest := []byte(printed)
	for _, line := range strings.Split(strings.TrimSpace(promised), "\n") {
		for _, part := range strings.Split(strings.TrimSpace(line), "…") {
			_, after, found := bytes.Cut(rest, []byte(part))
			if !found {
				return fmt.Sprintf("%q is missing", part)
			}
			rest = after
		}
	}
	return ""
}
