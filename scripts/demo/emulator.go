package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// emulatorProcess is a chat-emulator that runs beside the demo.
type emulatorProcess struct {
	command   *exec.Cmd
	accessLog string
	url       string
	// environment is what chat-emulator says to export: the login of the provider.
	environment map[string]string
}

// call is one line of the access log.
type call struct {
	Operation string `json:"operation"`
	Status    int    `json:"status"`
}

// startEmulator starts chat-emulator on a free port and waits until it is ready.
func startEmulator(ctx context.Context, path, accessLog string) (*emulatorProcess, error) {
	e := &emulatorProcess{accessLog: accessLog, environment: map[string]string{}}
	// Not tied to ctx: at Ctrl-C Terraform still has calls to finish. stop ends it.
	e.command = exec.CommandContext(context.WithoutCancel(ctx), path, "-addr", "127.0.0.1:0", "-access-log", accessLog)
	detach(e.command)
	var complaint bytes.Buffer
	e.command.Stderr = &complaint
	stdout, err := e.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := e.command.Start(); err != nil {
		return nil, fmt.Errorf("starting the emulator: %w", err)
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if setting, ok := strings.CutPrefix(lines.Text(), "export "); ok {
			name, value, _ := strings.Cut(setting, "=")
			e.environment[name] = strings.Trim(value, "'")
		}
		if strings.HasPrefix(lines.Text(), "Ready.") {
			return e, e.readEndpoint()
		}
	}
	return nil, errors.Join(fmt.Errorf("the emulator did not start: %s", complaint.String()), e.stop())
}

func (e *emulatorProcess) readEndpoint() error {
	connection, err := client.ParseConnectionString(e.environment["CHAT_CONNECTION_STRING"])
	if err != nil {
		return errors.Join(fmt.Errorf("what the emulator printed: %w", err), e.stop())
	}
	e.url = connection.Endpoint
	return nil
}

// stop ends the emulator and waits for its end.
func (e *emulatorProcess) stop() error {
	if err := e.command.Process.Signal(os.Interrupt); err != nil {
		_ = e.command.Process.Kill() // a platform that cannot interrupt
	}
	killer := time.AfterFunc(10*time.Second, func() { _ = e.command.Process.Kill() })
	defer killer.Stop()
	if err := e.command.Wait(); err != nil {
		return fmt.Errorf("stopping the emulator: %w", err)
	}
	return nil
}

// calls are those that the service got so far.
func (e *emulatorProcess) calls() ([]call, error) {
	text, err := os.ReadFile(e.accessLog)
	if err != nil {
		return nil, err
	}
	var calls []call
	for line := range bytes.Lines(text) {
		var c call
		if err := json.Unmarshal(line, &c); err != nil {
			return nil, fmt.Errorf("the access log: %w", err)
		}
		calls = append(calls, c)
	}
	return calls, nil
}

// threadsLeft asks the service which threads are still there, past the provider.
func (e *emulatorProcess) threadsLeft(ctx context.Context) (int, error) {
	connection, err := client.ParseConnectionString(e.environment["CHAT_CONNECTION_STRING"])
	if err != nil {
		return 0, err
	}
	service, err := client.New(client.Options{
		Endpoint: connection.Endpoint, AccessKey: connection.AccessKey, ActingUserID: e.environment["CHAT_USER_ID"],
	})
	if err != nil {
		return 0, err
	}
	left := 0
	for thread, err := range service.ListThreads(ctx, time.Time{}) {
		if err != nil {
			return 0, err
		}
		if thread.DeletedOn == nil {
			left++
		}
	}
	return left, nil
}

// usersLeft counts the users that were made and not deleted. The service has no call that lists users, so the
// access log tells.
func (e *emulatorProcess) usersLeft() (int, error) {
	calls, err := e.calls()
	left := 0
	for _, c := range calls {
		switch {
		case c.Operation == "CreateIdentity" && c.Status == http.StatusCreated:
			left++
		case c.Operation == "DeleteIdentity" && c.Status == http.StatusNoContent:
			left--
		}
	}
	return left, err
}

// summarize counts calls by operation, in words: "5 calls to the service: 2 CreateIdentity, 3 AddParticipants".
func summarize(calls []call) string {
	if len(calls) == 0 {
		return "no call to the service"
	}
	counts := map[string]int{}
	var operations []string
	for _, c := range calls {
		if !slices.Contains(operations, c.Operation) {
			operations = append(operations, c.Operation)
		}
		counts[c.Operation]++
	}
	parts := make([]string, len(operations))
	for i, operation := range operations {
		parts[i] = fmt.Sprintf("%d %s", counts[operation], operation)
	}
	noun := "calls"
	if len(calls) == 1 {
		noun = "call"
	}
	return fmt.Sprintf("%d %s to the service: %s", len(calls), noun, strings.Join(parts, ", "))
}
