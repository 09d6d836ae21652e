// Command chat-emulator serves Azure Communication Services chat and identity on this machine.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// version is set by the linker.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// Services of CI systems get an environment, but no command line.
	arguments := append(strings.Fields(os.Getenv("CHAT_EMULATOR_FLAGS")), os.Args[1:]...)
	err := run(ctx, arguments, os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, errHelp) {
		fmt.Fprintln(os.Stderr, "chat-emulator:", err)
		os.Exit(exitCode(err))
	}
}

// exitCode tells a command line that is wrong, 2, from what else can fail, 1.
func exitCode(err error) int {
	var wrong *emulator.OptionError
	if errors.Is(err, errUsage) || errors.As(err, &wrong) {
		return 2
	}
	return 1
}

// run serves until ctx ends.
func run(ctx context.Context, arguments []string, stdout, stderr io.Writer) (err error) {
	settings, err := parseFlags(arguments, stdout)
	if err != nil {
		return err
	}
	options := settings.options
	served, err := settings.loadCertificate(time.Now())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, served.remove()) }()
	options.TLS = served.tls
	if options.Seed, err = settings.readSeed(); err != nil {
		return err
	}
	accessLog, closeLog, err := settings.openAccessLog(stderr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeLog()) }()
	options.AccessLog = accessLog
	server, err := emulator.New(options) //nolint:contextcheck // starting up is not interrupted
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%w; -addr 127.0.0.1:0 picks a free port", err)
	}
	if errors.Is(err, store.ErrInUse) {
		return fmt.Errorf("%s is in use: another chat-emulator has it open", options.DataFile)
	}
	var wrong *emulator.SeedError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%s: %w", settings.seed, err)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }() //nolint:contextcheck // ctx has ended by then
	if err := welcome(ctx, server, options, served.file, stdout); err != nil {
		return err
	}
	<-ctx.Done()
	fmt.Fprintln(stderr, "Stopping.")
	return nil
}

// welcome prints what is needed to use the server. The lines that begin with "export" and the last one are for scripts
// too: they wait for "Ready.".
func welcome(
	ctx context.Context, server *emulator.Server, options emulator.Options, certificate string, stdout io.Writer,
) error {
	userID, err := firstUser(ctx, server)
	if err != nil {
		return fmt.Errorf("preparing a user: %w", err)
	}
	token, err := server.IssueToken(ctx, userID)
	if err != nil {
		return fmt.Errorf("preparing a user's token: %w", err)
	}
	more, err := entraToken(server, options)
	if err != nil {
		return err
	}
	if url := server.AdminURL(); url != "" {
		more += fmt.Sprintf("Admin endpoint     %s\n", url)
	}
	exports := fmt.Sprintf("export CHAT_CONNECTION_STRING='%s'\n", server.ConnectionString())
	if login, ok := server.EntraLogin(); ok {
		exports = entraExports(server.URL(), login)
	}
	if certificate != "" {
		exports += "export SSL_CERT_FILE='" + certificate + "'\n"
	}
	_, err = fmt.Fprintf(stdout, `Azure Communication Services chat and identity, emulated at %s

Connection string  %s
A user             %s
its token (24 h)   %s
%sTo look at it      open %s in a browser on this machine

To use it with Terraform:

%sexport CHAT_USER_ID='%s'

Ready. Stop it with Ctrl-C.
`, server.URL(), server.ConnectionString(), userID, token, more, server.URL(), exports, userID)
	return err
}

// firstUser returns the oldest user, so a server on kept data greets with the same one each time; it creates one
// where there is none.
func firstUser(ctx context.Context, server *emulator.Server) (string, error) {
	users, err := server.Users(ctx)
	if err != nil || len(users) > 0 {
		return append(users, "")[0], err
	}
	return server.CreateUser(ctx)
}
