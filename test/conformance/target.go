package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/chattest/chatservice"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// target is who is asked.
type target struct {
	name    string
	service *service
	// verdict says what is wrong with the answers. Of a real resource they are news, whatever they are.
	verdict func([]finding) error
	close   func() error
}

// open finds the resource that is to be asked, or starts an emulator.
func open(s settings) (target, error) {
	if s.connection == "" {
		return openEmulator(emulator.Choices{})
	}
	service, err := openService(s.connection)
	return target{
		name: "the resource of CHAT_CONNECTION_STRING", service: service,
		verdict: notAsked, close: func() error { return nil },
	}, err
}

// openEmulator starts an emulator that keeps the documented limits.
func openEmulator(choices emulator.Choices) (target, error) {
	clock := &chatservice.Clock{}
	server, err := emulator.New(emulator.Options{Clock: clock, Limits: true, Choices: choices})
	if err != nil {
		return target{}, err
	}
	t, err := emulated(server, clock)
	if err != nil {
		return target{}, errors.Join(err, server.Close())
	}
	return t, nil
}

// emulated is an emulator as the target. Its clock is moved on where a run would wait.
func emulated(server *emulator.Server, clock *chatservice.Clock) (target, error) {
	service, err := openService(server.ConnectionString())
	if err != nil {
		return target{}, err
	}
	service.now = clock.Now
	service.wait = func(ctx context.Context, d time.Duration) error {
		clock.Advance(d)
		return ctx.Err()
	}
	return target{name: "the emulator", service: service, verdict: unexpected, close: server.Close}, nil
}

// notAsked names the questions that could not be asked.
func notAsked(findings []finding) error {
	return named("could not be asked", findings, func(f finding) bool { return f.err != nil })
}

// unexpected names the questions in which the emulator does not do what the project says the service does.
func unexpected(findings []finding) error {
	return named("were not answered as expected", findings, func(f finding) bool { return !f.asExpected() })
}

func named(what string, findings []finding, is func(finding) bool) error {
	var names []string
	for _, f := range findings {
		if is(f) {
			names = append(names, f.name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return fmt.Errorf("%d questions %s: %s", len(names), what, strings.Join(names, ", "))
}
