package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"regexp"
	"strings"
)

// writeReport writes what was found, in a form that can be published: without secrets, and without the IDs and the name
// of the resource.
func writeReport(path string, t target, s *service, findings []finding) error {
	var text strings.Builder
	fmt.Fprintf(
		&text,
		"# Conformance report\n\nAsked: %s, %s. API versions: chat %s, identity %s and %s.\n"+
			"%d calls, of which %d sent a message.\n\n%s\n",
		t.name,
		s.now().UTC().Format("2006-01-02"),
		chatVersion,
		identityVersion,
		previewVersion,
		s.calls,
		s.messages,
		summary(findings),
	)
	text.WriteString("\n| question | | expected | seen | emulator switch |\n|---|---|---|---|---|\n")
	for _, f := range findings {
		mark := "as expected"
		switch {
		case f.err != nil:
			mark = "not asked"
		case !f.asExpected():
			mark = "**differs**"
		}
		cells := []string{
			"`" + f.name + "` " + f.text,
			mark,
			fmt.Sprintf("%s (%s)", code(f.expected...), f.source),
			seen(f),
			"",
		}
		if setting := f.setting(); setting != "" {
			cells[4] = "`-strict " + setting + "`"
		}
		text.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	return os.WriteFile(path, []byte(redact(text.String(), s)), 0o644)
}

// seen says what was seen, or why nothing was.
func seen(f finding) string {
	if f.err != nil {
		return cell(f.err.Error())
	}
	return code(f.seen)
}

// code writes texts as code of a cell of a table.
func code(texts ...string) string {
	var cells []string
	for _, text := range texts {
		cells = append(cells, "`"+cell(text)+"`")
	}
	return strings.Join(cells, " or ")
}

// cell makes a text fit into a cell of a table.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "`", "'").Replace(text)
}

// redact takes out what must not be published.
func redact(text string, s *service) string {
	text = strings.ReplaceAll(text, s.endpoint, "https://<resource>")
	text = strings.ReplaceAll(text, base64.StdEncoding.EncodeToString(s.key), "<access key>")
	for pattern, instead := range map[string]string{
		`eyJ[\w-]+\.[\w-]+\.[\w-]+`: "<token>",
		`(?i)\b8:(?:acs|spool|dod-acs|gcch-acs):[0-9a-f-]{36}_[0-9a-f-]{36}`: "<user>",
		`19(?::|%3A)[\w.:-]+(?:@|%40)thread\.v2`:                             "<thread>",
	} {
		text = regexp.MustCompile(pattern).ReplaceAllString(text, instead)
	}
	return text
}

// progress is a line about one answer.
func progress(f finding) string {
	switch {
	case f.err != nil:
		return fmt.Sprintf("  ?  %s: %v", f.name, f.err)
	case f.asExpected():
		return fmt.Sprintf("  ok %s: %s", f.name, f.seen)
	}
	return fmt.Sprintf("  !! %s: %s, expected %s", f.name, f.seen, strings.Join(f.expected, " or "))
}

// summary counts the answers.
func summary(findings []finding) string {
	expected, asked := 0, 0
	for _, f := range findings {
		if f.err == nil {
			asked++
		}
		if f.asExpected() {
			expected++
		}
	}
	return fmt.Sprintf("%d questions, %d asked, %d answered as expected.", len(findings), asked, expected)
}
