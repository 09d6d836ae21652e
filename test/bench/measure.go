package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/hashicorp/terraform-exec/tfexec"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
	"github.com/terraform-acs/terraform-provider-chat/internal/workspace"
)

// bench has the providers, built, and what was measured.
type bench struct {
	cli, folder string
	rounds      int
	failures    []error
}

// A subject is a provider and what it calls a thread.
type subject struct{ name, source, resource string }

var (
	ours   = subject{"this provider", "terraform-acs/chat", "chat_thread"}
	barest = subject{"the barest with our calls", "terraform-acs/chat", "chat_thread"}
	idle   = subject{"the same map, idle", "terraform-acs/chat", "chat_thread"}
	static = subject{"`time_static`, no calls", "hashicorp/time", "time_static"}
)

// program is where a subject's program is. Terraform starts a script of this name in its folder; see serve.
func (b *bench) program(s subject) string {
	return filepath.Join(b.folder, strings.ReplaceAll(s.name, "`", ""), "terraform-provider-"+filepath.Base(s.source))
}

func (b *bench) build(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for _, s := range []struct {
		subject
		folder, source string
	}{
		{ours, ".", "."},
		{barest, ".", "./test/bench/barest"},
		{idle, ".", "./test/bench/idle"},
		{static, "test/bench/time", "github.com/hashicorp/terraform-provider-time"}, // a module of its own
	} {
		program := b.program(s.subject)
		build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program+".built", s.source)
		build.Dir = s.folder
		if output, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("building %s: %w\n%s", s.name, err, output)
		}
		script := fmt.Sprintf("#!/bin/sh\nexec '%s' -plugin '%s.built' -usage '%s.usage'\n", self, program, program)
		if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
			return err
		}
	}
	return nil
}

// serve runs a provider in the place of this process, and writes how much memory it took at most, in KiB. Terraform
// ends it over the protocol.
func serve(program, usage string) int {
	signal.Ignore(os.Interrupt)
	plugin := exec.CommandContext(context.Background(), program)
	plugin.Stdin, plugin.Stdout, plugin.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := plugin.Run()
	file, openErr := os.OpenFile(usage, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if openErr == nil {
		if rusage, ok := plugin.ProcessState.SysUsage().(*syscall.Rusage); ok {
			_, openErr = fmt.Fprintln(file, rusage.Maxrss)
		}
		openErr = errors.Join(openErr, file.Close())
	}
	if err != nil || openErr != nil {
		fmt.Fprintln(os.Stderr, err, openErr)
		return 1
	}
	return 0
}

func (b *bench) version(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, b.cli, "version").Output()
	first, _, _ := strings.Cut(string(output), "\n")
	return first, err
}

// took is how long the commands took, and the most memory that one of the provider's processes used during the plan.
type took struct {
	validate, apply, plan time.Duration
	memory                int // bytes
}

// A configuration is written for a subject and users that there are.
type configuration func(s subject, users []string) string

// inTurn measures a configuration with each subject in turn, so what else the machine does strikes all, and returns the
// medians.
func (b *bench) inTurn(ctx context.Context, rounds int, c configuration, subjects ...subject) ([]took, error) {
	all := make([][]took, len(subjects))
	for range rounds {
		for i, s := range subjects {
			t, err := b.measure(ctx, s, c)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", s.name, err)
			}
			all[i] = append(all[i], t)
		}
	}
	medians := make([]took, len(subjects))
	for i, runs := range all {
		medians[i] = took{
			validate: median(runs, func(t took) time.Duration { return t.validate }),
			apply:    median(runs, func(t took) time.Duration { return t.apply }),
			plan:     median(runs, func(t took) time.Duration { return t.plan }),
			memory:   median(runs, func(t took) int { return t.memory }),
		}
	}
	return medians, nil
}

func median[V time.Duration | int](runs []took, of func(took) V) V {
	var values []V
	for _, t := range runs {
		values = append(values, of(t))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// measure validates, applies and plans a configuration in a new workspace with an emulator of its own.
func (b *bench) measure(ctx context.Context, s subject, c configuration) (t took, err error) {
	service, err := emulator.New(emulator.Options{})
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, service.Close()) }()
	users := make([]string, 250)
	for i := range users {
		if users[i], err = service.CreateUser(ctx); err != nil {
			return t, err
		}
	}
	folder, err := os.MkdirTemp(b.folder, "workspace-")
	if err != nil {
		return t, err
	}
	defer os.RemoveAll(folder)
	program := b.program(s)
	tf, err := workspace.New(folder, workspace.Options{
		CLI: b.cli, Plugins: map[string]string{s.source: filepath.Dir(program)},
		Env: map[string]string{"CHAT_CONNECTION_STRING": service.ConnectionString(), "CHAT_USER_ID": users[0]},
	})
	if err != nil {
		return t, err
	}
	if err := os.WriteFile(filepath.Join(tf.WorkingDir(), "main.tf"), []byte(c(s, users[1:])), 0o600); err != nil {
		return t, err
	}
	return commands(ctx, tf, program+".usage")
}

func commands(ctx context.Context, tf *tfexec.Terraform, usage string) (t took, err error) {
	t.validate, err = timed(func() error { _, err := tf.Validate(ctx); return err })
	if err != nil {
		return t, err
	}
	t.apply, err = timed(func() error { return tf.Apply(ctx) })
	if err != nil {
		return t, err
	}
	if err := os.Truncate(usage, 0); err != nil {
		return t, err
	}
	t.plan, err = timed(func() error {
		changes, err := tf.Plan(ctx)
		if err == nil && changes {
			err = errors.New("the plan is not empty")
		}
		return err
	})
	if err != nil {
		return t, err
	}
	text, err := os.ReadFile(usage)
	for line := range strings.Lines(string(text)) {
		var kibibytes int
		if _, err := fmt.Sscan(line, &kibibytes); err != nil {
			return t, err
		}
		t.memory = max(t.memory, kibibytes<<10)
	}
	return t, err
}

func timed(run func() error) (time.Duration, error) {
	start := time.Now()
	err := run()
	return time.Since(start), err
}
