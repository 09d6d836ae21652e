package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// asProgram makes the test binary be the program, so that tests can run it, and kill it, without building it.
const asProgram = "CHAT_EMULATOR_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	goleak.VerifyTestMain(m)
}

// program is a running chat-emulator.
type program struct {
	t                *testing.T
	command          *exec.Cmd
	url, user, token string
	connection       string
	stdout           string // until it was ready
	stderr           bytes.Buffer
}

// start runs the program and waits until it is ready.
func start(t *testing.T, arguments ...string) *program {
	t.Helper()
	p := &program{t: t}
	p.command = exec.CommandContext(context.WithoutCancel(t.Context()), os.Args[0], append([]string{"-addr", "127.0.0.1:0"}, arguments...)...)
	p.command.Env = append(os.Environ(), asProgram+"=1")
	p.command.Stderr = &p.stderr
	stdout, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = p.command.Process.Kill()
		_ = p.command.Wait()
	})
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		line := lines.Text()
		p.stdout += line + "\n"
		for prefix, value := range map[string]*string{
			"Connection string  ": &p.connection, "export CHAT_USER_ID=": &p.user, "its token (24 h)   ": &p.token,
		} {
			if found, ok := strings.CutPrefix(line, prefix); ok {
				*value = strings.Trim(found, "'")
			}
		}
		if strings.HasPrefix(line, "Ready.") {
			p.url = regexp.MustCompile(`endpoint=(.*)/;`).FindStringSubmatch(p.connection)[1]
			return p
		}
	}
	t.Fatalf("the program did not get ready: %s", &p.stderr)
	return nil
}

// stop ends the program with a signal and returns how it ended.
func (p *program) stop(signal os.Signal) error {
	p.t.Helper()
	if err := p.command.Process.Signal(signal); err != nil {
		p.t.Fatal(err)
	}
	return p.command.Wait()
}

// chat calls the program as its first user; it fails when no whole answer comes.
func (p *program) chat(method, path, body string, target any) (status int, err error) {
	request, err := http.NewRequestWithContext(p.t.Context(), method, p.url+"/chat"+path+"?api-version=2025-03-15", strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", "Bearer "+p.token)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Ms-Client-Request-Id", "mine")
	response, err := client().Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || target == nil {
		return response.StatusCode, err
	}
	return response.StatusCode, json.Unmarshal(text, target)
}

// client leaves no connection open.
func client() *http.Client {
	return &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
}

func (p *program) thread() string {
	p.t.Helper()
	var created struct{ ChatThread struct{ ID string } }
	if status, err := p.chat("POST", "/threads", `{"topic":"T"}`, &created); err != nil || status != 201 {
		p.t.Fatalf("creating a thread: %d (%v)", status, err)
	}
	return created.ChatThread.ID
}

// TestKilled_LosesNothingThatWasAnswered kills the program while it answers several senders at once, as often as it
// says, and counts afterwards.
func TestKilled_LosesNothingThatWasAnswered(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "chat.db")
	var answered []string
	thread := ""
	for range 3 {
		p := start(t, "-data", data)
		if thread == "" {
			thread = p.thread()
		}
		answered = append(answered, sendUntilKilled(t, p, thread, 150)...)
	}
	p := start(t, "-data", data)
	for _, id := range answered {
		if status, err := p.chat("GET", "/threads/"+thread+"/messages/"+id, "", nil); err != nil || status != 200 {
			t.Errorf("the message %s was answered and is lost: %d (%v)", id, status, err)
		}
	}
	if err := p.stop(syscall.SIGTERM); err != nil {
		t.Errorf("stopping: %v", err)
	}
	t.Logf("%d answered messages, none lost", len(answered))
}

// sendUntilKilled sends messages from several senders at once, kills the program when enough are answered, and returns
// the ids of all that were.
func sendUntilKilled(t *testing.T, p *program, thread string, enough int64) []string {
	t.Helper()
	const senders = 4
	var answered [senders][]string
	var count atomic.Int64
	var kill sync.Once
	var wait sync.WaitGroup
	for sender := range senders {
		wait.Go(func() {
			for {
				var sent struct{ ID string }
				status, err := p.chat("POST", "/threads/"+thread+"/messages", `{"content":"x"}`, &sent)
				if err != nil {
					return // the program is dead
				}
				if status != 201 {
					t.Errorf("sending answered %d", status)
					return
				}
				answered[sender] = append(answered[sender], sent.ID)
				if count.Add(1) >= enough {
					kill.Do(func() { _ = p.command.Process.Kill() })
				}
			}
		})
	}
	wait.Wait()
	_ = p.command.Wait() // says that it was killed
	return slices.Concat(answered[:]...)
}

// runBriefly runs the program, which is to fail at once; it is stopped when it serves instead.
func runBriefly(t *testing.T, arguments ...string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	return run(ctx, arguments, io.Discard, io.Discard)
}

func TestSecondProgram_IsToldThatTheFileIsInUse(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "chat.db")
	first := start(t, "-data", data)
	err := runBriefly(t, "-addr", "127.0.0.1:0", "-data", data)
	if want := data + " is in use: another chat-emulator has it open"; err == nil || err.Error() != want {
		t.Errorf("the second one said %v, want %s", err, want)
	}
	first.thread() // still works
}

func TestSignals_EndTheProgramInOrder(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such signals")
	}
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			data := filepath.Join(t.TempDir(), "chat.db")
			p := start(t, "-data", data)
			p.thread()
			if err := p.stop(signal); err != nil {
				t.Errorf("ended with %v: %s", err, &p.stderr)
			}
			if _, err := os.Stat(data + "-wal"); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a write-ahead log is left (%v)", err)
			}
			again := start(t, "-data", data)
			if again.user != p.user {
				t.Errorf("after a restart the user is %s, not %s", again.user, p.user)
			}
			var threads struct{ Value []any }
			again.token = p.token // issued before the restart
			if status, err := again.chat("GET", "/threads", "", &threads); err != nil || status != 200 || len(threads.Value) != 1 {
				t.Errorf("after a restart: %d %v (%v)", status, threads, err)
			}
		})
	}
}

func TestTLS_CertificateIsWrittenForClients(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "ca.pem")
	p := start(t, "-tls", "-tls-cert-out", file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(text)
	trusting := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := trusting.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("answered %d", response.StatusCode)
	}
}

func TestTLS_FileToTrustIsExportedAndIsThereWhileTheProgramRuns(t *testing.T) {
	t.Parallel()
	p := start(t, "-tls")
	file := p.exports()["SSL_CERT_FILE"]
	if _, err := os.Stat(file); err != nil || !filepath.IsAbs(file) {
		t.Errorf("the file to trust is %q (%v)", file, err)
	}
	if err := p.stop(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there (%v)", err)
	}
	named := filepath.Join(t.TempDir(), "ca.pem")
	if file := start(t, "-tls", "-tls-cert-out", named).exports()["SSL_CERT_FILE"]; file != named {
		t.Errorf("the file to trust is %q, want %q", file, named)
	}
	if exports := start(t).exports(); exports["SSL_CERT_FILE"] != "" {
		t.Errorf("plain http exports %v", exports)
	}
}

func TestTLS_CertificateCanBeBrought(t *testing.T) {
	t.Parallel()
	certificate, err := emulator.NewCertificate(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalPKCS8PrivateKey(certificate.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for kind, der := range map[string][]byte{"CERTIFICATE": certificate.Certificate[0], "PRIVATE KEY": key} {
		files[kind] = filepath.Join(t.TempDir(), "file.pem")
		if err := os.WriteFile(files[kind], pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := start(t, "-tls-cert", files["CERTIFICATE"], "-tls-key", files["PRIVATE KEY"])
	conn, err := (&tls.Dialer{Config: &tls.Config{InsecureSkipVerify: true}}).DialContext(t.Context(), "tcp", strings.TrimPrefix(p.url, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if served := conn.(*tls.Conn).ConnectionState().PeerCertificates[0].Raw; !bytes.Equal(served, certificate.Certificate[0]) {
		t.Error("another certificate is served")
	}
}

func TestWelcome_SaysWhatWasAskedFor(t *testing.T) {
	t.Parallel()
	p := start(t, "-addr", "0.0.0.0:0", "-admin", "127.0.0.1:0", "-entra")
	for _, want := range []string{"Admin endpoint     http://127.0.0.1:", "Entra token (24 h) ey", "open " + p.url + " in a browser"} {
		if !strings.Contains(p.stdout, want) {
			t.Errorf("the program did not print %q but\n%s", want, p.stdout)
		}
	}
	if !strings.HasPrefix(p.url, "http://127.0.0.1:") {
		t.Errorf("the program is said to be at %s", p.url)
	}
}

func TestAccessLog_GetsALineARequestWithoutCredentials(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "access.log")
	p := start(t, "-access-log", file)
	thread := p.thread()
	if err := p.stop(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var line map[string]any
	if err := json.Unmarshal(text, &line); err != nil {
		t.Fatalf("the log is %s (%v)", text, err)
	}
	if line["operation"] != "CreateThread" || line["status"] != 201.0 || line["path"] != "/chat/threads" || thread == "" {
		t.Errorf("the line is %s", text)
	}
	if line["client_request_id"] != "mine" || line["request_id"] == "" {
		t.Errorf("the line does not name the request: %s", text)
	}
	if strings.Contains(string(text), p.token) {
		t.Error("the log holds the token")
	}
}

func TestCommandLine_WhatIsWrongIsSaid(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "missing", "file")
	for arguments, want := range map[string]string{
		"-prot 1":                                "flag provided but not defined: -prot (-h lists the flags)",
		"serve":                                  `unexpected argument "serve" (-h lists the flags)`,
		"-tls-cert x":                            "-tls-cert and -tls-key need each other",
		"-tls-cert-out x":                        "-tls-cert-out needs -tls",
		"-tls-cert-out x -tls-cert y -tls-key z": "-tls-cert-out writes a generated certificate, but -tls-cert brings one",
		"-tls-cert x -tls-key y":                 "reading the certificate",
		"-access-key %":                          "the access key is not valid base64",
		"-access-key=":                           "an empty key",
		"-strict deleted-thread=410":             "It is one of 404, 200",
		"-addr nowhere":                          "an address is HOST:PORT",
		"-cors app.example":                      `"app.example" is not an origin such as https://app.example:8443`,
		"-tls -addr nowhere":                     "reading -addr",
		"-access-log " + missing:                 "opening the access log",
		"-tls -tls-cert-out " + missing:          "writing the certificate",
		"-data " + missing:                       "creating the data file",
		"-addr 127.0.0.1:0 -admin no:way":        "listening",
	} {
		t.Run(arguments, func(t *testing.T) {
			t.Parallel()
			err := runBriefly(t, strings.Fields(arguments)...)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("failed with %v, want %q", err, want)
			}
			if usage := !strings.Contains(arguments, missing) && want != "reading the certificate" && want != "listening"; (exitCode(err) == 2) != usage {
				t.Errorf("the exit code is %d", exitCode(err))
			}
		})
	}
}

func TestCommandLine_AddressInUseSuggestsAnother(t *testing.T) {
	t.Parallel()
	p := start(t)
	err := runBriefly(t, "-addr", strings.TrimPrefix(p.url, "http://"))
	if err == nil || !strings.HasSuffix(err.Error(), "address already in use; -addr 127.0.0.1:0 picks a free port") || exitCode(err) != 1 {
		t.Errorf("failed with %v", err)
	}
}

func TestHelp_ListsEveryFlag(t *testing.T) {
	t.Parallel()
	var stdout bytes.Buffer
	if err := run(t.Context(), []string{"-h"}, &stdout, io.Discard); !errors.Is(err, errHelp) {
		t.Fatalf("-h ended with %v", err)
	}
	for _, name := range []string{
		"addr", "data", "access-key", "admin", "entra", "limits", "latency", "cors", "tls", "tls-cert-out", "tls-cert", "tls-key", "access-log",
		"host", "well-known", "seed", "version", "strict", "any-api-version", "h",
	} {
		if !regexp.MustCompile(fmt.Sprintf(`(?m)^  -%s `, name)).Match(stdout.Bytes()) {
			t.Errorf("the help does not explain -%s", name)
		}
	}
}

func TestCORS_OriginsAreListedAndMayBeNone(t *testing.T) {
	t.Parallel()
	for value, want := range map[string][]string{"": {}, "loopback,https://app.example": {"loopback", "https://app.example"}} {
		parsed, err := parseFlags([]string{"-cors", value}, io.Discard)
		if got := parsed.options.Origins; err != nil || got == nil || !slices.Equal(got, want) {
			t.Errorf("-cors %q is %#v (%v)", value, got, err)
		}
	}
}

func TestVersion_IsPrinted(t *testing.T) {
	t.Parallel()
	var stdout bytes.Buffer
	if err := run(t.Context(), []string{"-version"}, &stdout, io.Discard); !errors.Is(err, errHelp) || stdout.String() != "chat-emulator dev\n" {
		t.Errorf("-version printed %q and ended with %v", stdout.String(), err)
	}
}

func TestSeed_IsReadAndItsErrorsNameFileAndLine(t *testing.T) {
	t.Parallel()
	p := start(t, "-well-known", "-seed", "../../examples/emulator/seed.json")
	if !strings.HasPrefix(p.token, "ey") || p.thread() == "" {
		t.Error("the well-known user cannot create a thread")
	}
	file := filepath.Join(t.TempDir(), "seed.json")
	if err := os.WriteFile(file, []byte("{\n\"users\": 1}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := runBriefly(t, "-addr", "127.0.0.1:0", "-seed", file); err == nil || !strings.Contains(err.Error(), file+": line 2: ") {
		t.Errorf("a bad seed failed with %v", err)
	}
	if err := runBriefly(t, "-seed", file+"x"); err == nil || !strings.Contains(err.Error(), "reading the seed") {
		t.Errorf("a missing seed failed with %v", err)
	}
}

func TestEnvironment_HoldsFlagsToo(t *testing.T) {
	t.Setenv("CHAT_EMULATOR_FLAGS", "-well-known -limits")
	if p := start(t); p.user != emulator.WellKnownUserID {
		t.Errorf("the user is %s", p.user)
	}
}

func TestExamples_LogInAsTheWellKnownUserWithFlagsThatExist(t *testing.T) {
	t.Parallel()
	workflow, err := os.ReadFile("../../examples/emulator/github-actions.yml")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"accesskey=" + emulator.WellKnownAccessKey + "\n", emulator.WellKnownUserID + "\n"} {
		if !strings.Contains(string(workflow), want) {
			t.Errorf("the workflow does not log in with %s", want)
		}
	}
	compose, err := os.ReadFile("../../examples/emulator/compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	command := regexp.MustCompile(`command: \[(-addr.*)\]`).FindStringSubmatch(string(compose))
	if command == nil {
		t.Fatal("the example has no command")
	}
	var arguments []string
	for argument := range strings.SplitSeq(command[1], ", ") {
		arguments = append(arguments, strings.Trim(argument, `"`))
	}
	found, err := parseFlags(arguments, io.Discard)
	if err != nil || found.options.Hosts[0] != "chat" || !found.options.WellKnown || found.seed != "/seed.json" {
		t.Errorf("the example's flags are %+v (%v)", found, err)
	}
}
