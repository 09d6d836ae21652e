// Command bench measures what Terraform and the provider take beside the service: the same configurations with this
// provider and with others, in one run, against an emulator that responds at once. It prints the tables, writes them
// into the performance guide with -update, and fails when this provider takes too much of what the others take.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/workspace"
)

const (
	guide      = "templates/guides/performance.md"
	tableStart = "<!-- The tables are written by `make bench`. -->\n"
	tableEnd   = "<!-- End of the tables. -->\n"
)

func main() {
	update := flag.Bool("update", false, "write the tables into "+guide)
	largest := flag.Int("largest", 2000, "how many threads there are at most")
	rounds := flag.Int("rounds", 5, "how often everything is measured; the medians count")
	plugin := flag.String("plugin", "", "serve as this provider, and append what it took to the file that -usage names")
	usage := flag.String("usage", "", "see -plugin")
	flag.Parse()
	if *plugin != "" {
		os.Exit(serve(*plugin, *usage))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *largest, *rounds, *update); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, largest, rounds int, update bool) error {
	cli, err := workspace.Find()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "chat-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	b := &bench{cli: cli, folder: folder, rounds: rounds}
	if err := b.build(ctx); err != nil {
		return err
	}
	version, err := b.version(ctx)
	if err != nil {
		return err
	}
	var text strings.Builder
	fmt.Fprintf(&text, "\n%s, %d cores. Every figure is a median of runs in turn.\n", version, runtime.NumCPU())
	for _, write := range []func(context.Context, *strings.Builder) error{
		b.threads, b.members, func(ctx context.Context, text *strings.Builder) error { return b.growth(ctx, text, largest) },
	} {
		if err := write(ctx, &text); err != nil {
			return err
		}
	}
	text.WriteString("\n")
	fmt.Print(text.String())
	if update {
		if err := writeIntoGuide(text.String()); err != nil {
			return err
		}
	}
	return b.tooSlow()
}

func writeIntoGuide(tables string) error {
	text, err := os.ReadFile(guide)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(text), tableStart)
	_, after, ended := strings.Cut(rest, tableEnd)
	if !found || !ended {
		return fmt.Errorf("%s has no place for the tables", guide)
	}
	return os.WriteFile(guide, []byte(before+tableStart+tables+tableEnd+after), 0o644)
}
