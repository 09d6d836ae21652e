// Command conformance asks a resource of Azure Communication Services, or the emulator, what the project assumes about
// the service: one named question for each assumption. It writes a report, and deletes everything that it made.
//
// With CHAT_CONNECTION_STRING it asks that resource; otherwise an emulator that it starts itself.
package main

import (
	"context"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// callTimeout is how long one call may take.
const callTimeout = 30 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the clean-up too
	err := conform(ctx, os.Args[1:], os.Getenv, os.Stdout)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

// settings are what the command line and the environment ask for.
type settings struct {
	report     string // file to write
	readOnly   bool
	connection string // a secret; empty means the emulator
	userID     string // whose threads are read in read-only mode
}

func parseSettings(arguments []string, environment func(string) string, output io.Writer) (settings, error) {
	s := settings{connection: environment("CHAT_CONNECTION_STRING"), userID: environment("CHAT_USER_ID")}
	flags := flag.NewFlagSet("conformance", flag.ContinueOnError)
	flags.SetOutput(output)
	flags.StringVar(&s.report, "report", "conformance.md", "`file` to write the report to, as Markdown")
	flags.BoolVar(
		&s.readOnly,
		"read-only",
		false,
		"ask only what changes nothing, as the user CHAT_USER_ID if that is set; "+
			"the only thing that is made is one token",
	)
	if err := flags.Parse(arguments); err != nil {
		return settings{}, err
	}
	if flags.NArg() > 0 {
		return settings{}, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if s.readOnly && s.connection == "" {
		return settings{}, errors.New("-read-only asks a resource, so set CHAT_CONNECTION_STRING")
	}
	return s, nil
}

// conform asks all questions, reports the answers and cleans up. The error says what kept it from that, or in which
// questions the emulator is not what the project says it is.
func conform(ctx context.Context, arguments []string, environment func(string) string, output io.Writer) (err error) {
	s, err := parseSettings(arguments, environment, output)
	if err != nil {
		return err
	}
	target, err := open(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.close()) }()
	r := &run{service: target.service, readOnly: s.readOnly}
	if s.readOnly && s.userID != "" {
		if err := r.actAs(ctx, s.userID); err != nil {
			return err
		}
	}
	fmt.Fprintf(output, "Asking %s.\n", target.name)
	findings := r.ask(ctx, questions(), func(f finding) { fmt.Fprintln(output, progress(f)) })
	fmt.Fprintln(output, "Cleaning up.")
	left := r.cleanUp(ctx)
	if err := writeReport(s.report, target, r.service, findings); err != nil {
		return errors.Join(left, err)
	}
	fmt.Fprintf(output, "%s\nThe report is in %s.\n", summary(findings), s.report)
	if ctx.Err() != nil {
		return errors.Join(left, errors.New("interrupted: the report holds the answers so far"))
	}
	return errors.Join(left, target.verdict(findings))
}

// actAs makes a user the one that reads.
func (r *run) actAs(ctx context.Context, userID string) error {
	resp, err := r.service.do(ctx, call{method: http.MethodPost, path: identityPath(userID) + "/:issueAccessToken",
		body: object{"scopes": []string{"chat"}, "expiresInMinutes": 60}})
	if err != nil {
		return err
	}
	if resp.status != http.StatusOK {
		return fmt.Errorf("CHAT_USER_ID: no token could be issued for %s: %s", userID, resp.refusal())
	}
	r.users = append(r.users, user{userID, resp.text("token")})
	return nil
}

// openService returns the service that a connection string leads to.
func openService(connection string) (*service, error) {
	parsed, err := client.ParseConnectionString(connection)
	if err != nil {
		return nil, fmt.Errorf("CHAT_CONNECTION_STRING: %w", err)
	}
	key, err := base64.StdEncoding.DecodeString(parsed.AccessKey)
	if err != nil {
		return nil, errors.New("CHAT_CONNECTION_STRING: the access key is not base64") // never the key itself
	}
	return &service{
		endpoint: parsed.Endpoint,
		key:      key,
		http:     &http.Client{Timeout: callTimeout},
		now:      time.Now,
		wait:     wait,
	}, nil
}

// wait waits as long as it is asked to, or until ctx ends.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
