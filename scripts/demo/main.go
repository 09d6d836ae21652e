// Command demo shows the provider at work on this machine: it starts chat-emulator, runs examples/quickstart
// with Terraform or OpenTofu, narrates each step and cleans up. `make demo` runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/hashicorp/terraform-exec/tfexec"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cli := flag.String("cli", "terraform", "the terraform or tofu `command` to run")
	bin := flag.String("bin", "bin", "the `folder` with the built provider and chat-emulator")
	example := flag.String("example", "examples/quickstart", "the `folder` of the configuration")
	flag.Parse()

	err := run(ctx, newScreen(os.Stdout), *cli, *bin, *example)
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "\nStopped. The emulator and everything in it are gone.")
		os.Exit(130)
	case err != nil:
		fmt.Fprintln(os.Stderr, "\nThe demo failed:", err)
		os.Exit(1)
	}
}

// run plays the whole demo in a temporary folder, which is gone when it returns.
func run(ctx context.Context, out *screen, cli, bin, example string) (err error) {
	started := time.Now()
	bin, err = filepath.Abs(bin)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "chat-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	out.title("Chat threads as code, on this machine, without an account")
	out.step("The service starts")
	service, err := startEmulator(ctx, filepath.Join(bin, "chat-emulator"), filepath.Join(folder, "access.log"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, service.stop()) }()
	out.note("chat-emulator answers at %s, with its data in memory.", service.url)

	tf, err := newTerraform(ctx, out, cli, bin, example, filepath.Join(folder, "quickstart"), service)
	if err != nil {
		return err
	}
	if err := (&story{out: out, tf: tf, service: service}).tell(ctx); err != nil {
		return err
	}
	out.note("")
	out.note("Done in %s. What ran is in %s.", time.Since(started).Round(100*time.Millisecond), example)
	return nil
}

// story is the demo itself, one method a chapter.
type story struct {
	out     *screen
	tf      *terraform
	service *emulatorProcess
	// variables are the values of the example's variables that changed so far.
	variables []tfexec.PlanOption
}

func (s *story) tell(ctx context.Context) error {
	for _, chapter := range []func(context.Context) error{
		s.create, s.changeTopic, s.changePeople, s.planAgain, s.destroy,
	} {
		if err := chapter(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) create(ctx context.Context) error {
	s.out.step("%s plans and applies", s.tf.name)
	if err := s.planAndApply(ctx); err != nil {
		return err
	}
	s.out.step("The outputs, and what the thread holds")
	outputs, err := s.tf.outputs(ctx)
	if err != nil {
		return err
	}
	for _, output := range outputs {
		s.out.note("%s", output)
	}
	return s.showMessages(ctx)
}

func (s *story) changeTopic(ctx context.Context) error {
	s.out.step("Another topic: the thread and its history stay")
	s.variables = append(s.variables, tfexec.Var("topic=Release 1.0, on Friday"))
	return s.planAndApply(ctx)
}

func (s *story) changePeople(ctx context.Context) error {
	s.out.step("Carol joins, Bob leaves, the announcement is edited")
	s.variables = append(s.variables,
		tfexec.Var(`people={"alice":"Alice","carol":"Carol"}`),
		tfexec.Var("announcement=The release starts at 15:00 UTC."))
	if err := s.planAndApply(ctx); err != nil {
		return err
	}
	return s.showMessages(ctx)
}

func (s *story) planAgain(ctx context.Context) error {
	s.out.step("A second plan is clean")
	changed, err := s.plan(ctx)
	if err != nil {
		return err
	}
	if changed {
		return errors.New("a plan right after an apply wants to change something")
	}
	return nil
}

func (s *story) destroy(ctx context.Context) error {
	s.out.step("Everything is destroyed")
	calls, err := s.counted(func() error { return s.tf.destroy(ctx) })
	if err != nil {
		return err
	}
	s.out.note("%s.", calls)
	return s.nothingLeft(ctx)
}

// nothingLeft looks into the service, past the provider.
func (s *story) nothingLeft(ctx context.Context) error {
	threads, err := s.service.threadsLeft(ctx)
	if err != nil {
		return err
	}
	users, err := s.service.usersLeft()
	if err != nil {
		return err
	}
	if threads != 0 || users != 0 {
		return fmt.Errorf("the service still has %d threads and %d users", threads, users)
	}
	s.out.good("Nothing is left in the service: no thread, no user.")
	return nil
}

func (s *story) showMessages(ctx context.Context) error {
	messages, err := s.tf.messages(ctx)
	if err != nil {
		return err
	}
	rows := [][]string{{"TYPE", "WRITTEN", "WHAT"}}
	for _, m := range messages {
		rows = append(rows, []string{m.Type, m.CreatedOn, m.what()})
	}
	return s.out.table(rows)
}

func (s *story) planAndApply(ctx context.Context) error {
	if _, err := s.plan(ctx); err != nil {
		return err
	}
	s.out.note("")
	return s.apply(ctx)
}

// plan shows a plan, keeps it for apply, and reports whether there is anything to do.
func (s *story) plan(ctx context.Context) (changed bool, err error) {
	calls, err := s.counted(func() error {
		changed, err = s.tf.plan(ctx, s.variables...)
		return err
	})
	if err != nil {
		return false, err
	}
	if !changed {
		s.out.good("No changes. (%s.)", calls)
		return false, nil
	}
	changes, err := s.tf.plannedChanges(ctx)
	if err != nil {
		return false, err
	}
	for _, change := range changes {
		s.out.change(change)
	}
	return true, nil
}

func (s *story) apply(ctx context.Context) error {
	started := time.Now()
	calls, err := s.counted(func() error { return s.tf.apply(ctx) })
	if err != nil {
		return err
	}
	s.out.note("Applied in %s: %s.", time.Since(started).Round(100*time.Millisecond), calls)
	return nil
}

// counted runs f and says which calls the service got meanwhile.
func (s *story) counted(f func() error) (string, error) {
	before, err := s.service.calls()
	if err != nil {
		return "", err
	}
	if err := f(); err != nil {
		return "", err
	}
	after, err := s.service.calls()
	if err != nil {
		return "", err
	}
	return summarize(after[len(before):]), nil
}
