package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// The bars: what this provider takes at most, as a multiple of what the other takes in the same run.
const (
	mostPlanOfStatic     = 0.5
	mostApplyOfStatic    = 0.65
	mostValidateOfStatic = 1.1
	mostPlanOfIdle       = 1.1
	mostApplyOfIdle      = 1.2
	mostPlanOfBarest     = 1.2
	mostBytesAThread     = 10_000 // above the barest
)

// threads compares 300 threads with objects that cost no call, and with the least that makes our calls.
func (b *bench) threads(ctx context.Context, text *strings.Builder) error {
	all, err := b.inTurn(ctx, b.rounds, threads(300), ours, static, barest)
	if err != nil {
		return err
	}
	our, other := all[0], all[1]
	fmt.Fprintf(text, "\n300 threads:\n\n| | %s | %s | ratio | at most | %s |\n|---|--:|--:|--:|--:|--:|\n",
		ours.name, static.name, barest.name)
	b.row(text, "validate", our.validate, other.validate, mostValidateOfStatic, all[2].validate)
	b.row(text, "apply", our.apply, other.apply, mostApplyOfStatic, all[2].apply)
	b.row(text, "plan without a change", our.plan, other.plan, mostPlanOfStatic, all[2].plan)
	return nil
}

// members compares ten full threads with a provider that has the same map.
func (b *bench) members(ctx context.Context, text *strings.Builder) error {
	all, err := b.inTurn(ctx, b.rounds, fullThreads, ours, idle)
	if err != nil {
		return err
	}
	fmt.Fprintf(text, "\nTen threads of 249 members:\n\n| | %s | %s | ratio | at most |\n|---|--:|--:|--:|--:|\n",
		ours.name, idle.name)
	b.row(text, "apply", all[0].apply, all[1].apply, mostApplyOfIdle)
	b.row(text, "plan without a change", all[0].plan, all[1].plan, mostPlanOfIdle)
	return nil
}

// growth compares ever more threads with the least that makes our calls. Where the barest grows faster than the number
// of threads, Terraform does.
func (b *bench) growth(ctx context.Context, text *strings.Builder, largest int) error {
	fmt.Fprintf(text, "\nMore threads, beside %s. Each time is of this provider / the barest:\n\n"+
		"| threads | apply | a thread | plan | a thread | ratio | at most | memory of the plugin |\n"+
		"|--:|--:|--:|--:|--:|--:|--:|--:|\n", barest.name)
	for _, n := range []int{100, 300, 1000, 2000} {
		if n > largest {
			continue
		}
		rounds := max(1, b.rounds*300/n) // a large one takes minutes
		all, err := b.inTurn(ctx, rounds, threads(n), ours, barest)
		if err != nil {
			return err
		}
		our, other := all[0], all[1]
		each := func(t time.Duration) string { return fmt.Sprintf("%.0f ms", 1000*t.Seconds()/float64(n)) }
		ratio := our.plan.Seconds() / other.plan.Seconds()
		fmt.Fprintf(text, "| %d | %s / %s | %s / %s | %s / %s | %s / %s | %.2f | %.2f | %.0f / %.0f MiB |\n", n,
			seconds(our.apply), seconds(other.apply), each(our.apply), each(other.apply),
			seconds(our.plan), seconds(other.plan), each(our.plan), each(other.plan), ratio, mostPlanOfBarest,
			mebibytes(our.memory), mebibytes(other.memory))
		b.atMost(fmt.Sprintf("planning %d threads, as a multiple of the barest", n), ratio, mostPlanOfBarest)
		if n == largest {
			b.atMost("bytes a thread above the barest", float64(our.memory-other.memory)/float64(n), mostBytesAThread)
		}
	}
	return nil
}

func (b *bench) row(text *strings.Builder, what string, our, other time.Duration, most float64, more ...time.Duration) {
	ratio := our.Seconds() / other.Seconds()
	fmt.Fprintf(text, "| %s | %s | %s | %.2f | %.2f |", what, seconds(our), seconds(other), ratio, most)
	for _, t := range more {
		fmt.Fprintf(text, " %s |", seconds(t))
	}
	text.WriteString("\n")
	b.atMost(what, ratio, most)
}

func (b *bench) atMost(what string, value, most float64) {
	if value > most {
		b.failures = append(b.failures, fmt.Errorf("%s: %.2f, want at most %.2f", what, value, most))
	}
}

func (b *bench) tooSlow() error { return errors.Join(b.failures...) }

func seconds(t time.Duration) string { return fmt.Sprintf("%.1f s", t.Seconds()) }

func mebibytes(n int) float64 { return float64(n) / (1 << 20) }

// threads is a configuration of n threads, or of what a subject has in their place.
func threads(n int) configuration {
	return func(s subject, _ []string) string {
		argument := `topic = "Thread ${count.index}"`
		if s == static {
			argument = ""
		}
		return fmt.Sprintf("%s\nresource %q \"all\" {\n  count = %d\n  %s\n}\n", header(s), s.resource, n, argument)
	}
}

// fullThreads is a configuration of ten threads with the same 249 members.
func fullThreads(s subject, users []string) string {
	return header(s) + fmt.Sprintf(`
resource "chat_thread" "full" {
  count = 10
  topic = "Full"
  members = { for i, id in ["%s"] : "member${i}" => { user_id = id, display_name = "Member" } }
}
`, strings.Join(users, `", "`))
}

// header names the provider. Only ours has an argument: the emulator has no limits to keep within.
func header(s subject) string {
	name := strings.SplitN(s.source, "/", 2)[1]
	text := fmt.Sprintf("terraform {\n  required_providers {\n    %s = { source = %q }\n  }\n}\n", name, s.source)
	if s == ours {
		text += "provider \"chat\" {\n  client_side_throttling = false\n}\n"
	}
	return text
}
