package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
)

// screen writes for a person: headed steps, and colors when it is a terminal that wants them.
type screen struct {
	w      io.Writer
	colors bool
	steps  int
}

func newScreen(f *os.File) *screen {
	info, err := f.Stat()
	terminal := err == nil && info.Mode()&os.ModeCharDevice != 0
	return &screen{w: f, colors: terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// The SGR codes that the demo uses.
const (
	bold   = "1"
	faint  = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
)

func (s *screen) paint(code, text string) string {
	if !s.colors {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s *screen) title(text string) {
	fmt.Fprintln(s.w, "\n"+s.paint(bold, text))
}

func (s *screen) step(format string, args ...any) {
	s.steps++
	fmt.Fprintf(s.w, "\n%s\n", s.paint(bold, fmt.Sprintf("%d. "+format, append([]any{s.steps}, args...)...)))
}

func (s *screen) note(format string, args ...any) {
	fmt.Fprintln(s.w, strings.TrimRight("   "+fmt.Sprintf(format, args...), " "))
}

func (s *screen) good(format string, args ...any) {
	fmt.Fprintln(s.w, "   "+s.paint(green, fmt.Sprintf(format, args...)))
}

// done tells of one step of an apply as soon as it is over.
func (s *screen) done(text string) {
	fmt.Fprintln(s.w, "   "+s.paint(faint, text))
}

// change shows one planned change, marked as Terraform marks it.
func (s *screen) change(c plannedChange) {
	color := map[string]string{"+": green, "~": yellow, "-": red}[c.mark]
	fmt.Fprintln(s.w, "   "+s.paint(color, c.mark)+" "+c.address)
	for _, detail := range c.details {
		fmt.Fprintln(s.w, "       "+detail)
	}
}

// table aligns rows in columns; the first row is the heading.
func (s *screen) table(rows [][]string) error {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 3, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	s.note("")
	for i, line := range strings.Split(strings.TrimSpace(text.String()), "\n") {
		if i == 0 {
			line = s.paint(faint, line)
		}
		s.note("%s", line)
	}
	return nil
}
