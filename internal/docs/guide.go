package docs

import (
	"regexp"
	"strings"
)

// A Step is one thing that a guide has its reader do, or one thing that the guide promises the reader will see.
type Step struct {
	Kind StepKind
	File string // the name of the file, for WriteFile
	Text string // the file's content, the commands, or the output
}

// StepKind says what a Step is.
type StepKind int

const (
	// WriteFile has the reader save a block under the name that the paragraph before it gives in backquotes.
	WriteFile StepKind = iota
	// RunCommands has the reader run a block of commands: one marked sh. A block marked shell only shows something.
	RunCommands
	// StartInSecondTerminal has the reader run a block of commands in a second terminal, where it keeps running.
	StartInSecondTerminal
	// RunExports has the reader run the export lines that were printed last.
	RunExports
	// SeeOutput promises lines of output of the last commands. An ellipsis stands for anything.
	SeeOutput
)

var (
	fence      = regexp.MustCompile("^```([a-z]*)$")
	fileName   = regexp.MustCompile("`([\\w./-]+\\.(?:tf|tfvars|hcl|csv|json|ya?ml|js|py|go|sh))`")
	exportsSay = regexp.MustCompile("`export` lines?")
)

// Steps returns what a guide, in Markdown, has its reader do, in order.
func Steps(markdown string) []Step {
	var steps []Step
	var paragraph []string // the last one before the block at hand
	ended := false         // whether a blank line ended it
	lines := strings.Split(markdown, "\n")
	for i := 0; i < len(lines); i++ {
		language := fence.FindStringSubmatch(lines[i])
		switch {
		case language != nil:
			var block []string
			for i++; i < len(lines) && lines[i] != "```"; i++ {
				block = append(block, lines[i])
			}
			if step, ok := stepOf(language[1], strings.Join(paragraph, " "), strings.Join(block, "\n")+"\n"); ok {
				steps = append(steps, step)
			}
			paragraph = nil
		case lines[i] == "":
			ended = true
		default:
			if ended {
				paragraph, ended = nil, false
			}
			paragraph = append(paragraph, lines[i])
			if exportsSay.MatchString(lines[i]) {
				steps = append(steps, Step{Kind: RunExports})
			}
		}
	}
	return steps
}

// stepOf returns what a block is for, given the paragraph before it. A block of code without a file name only shows
// something.
func stepOf(language, paragraph, block string) (Step, bool) {
	switch language {
	case "sh":
		if strings.Contains(paragraph, "second terminal") {
			return Step{Kind: StartInSecondTerminal, Text: block}, true
		}
		return Step{Kind: RunCommands, Text: block}, true
	case "", "text":
		return Step{Kind: SeeOutput, Text: block}, true
	default:
		name := fileName.FindAllStringSubmatch(paragraph, -1)
		if name == nil {
			return Step{}, false
		}
		return Step{Kind: WriteFile, File: name[len(name)-1][1], Text: block}, true
	}
}
