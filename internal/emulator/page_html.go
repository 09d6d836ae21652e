package emulator

import (
	"html/template"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlRounds is how many times an HTML message is parsed and written until it stays the same. Two do for nearly all.
const htmlRounds = 5

// safeHTML returns the formatting of an HTML message and nothing that loads, runs, leads elsewhere, or ends an element
// that the message did not begin. It returns "" for a message that it cannot make sense of: the source is shown anyway.
//
// Cleaning alone keeps end tags without a start, and those would end elements of the page. So the rest is written from
// its parsed form, until a parser reads exactly what was written. The element around it must be a section: unlike a
// div, it keeps a list item inside from ending the list item that the message is shown in.
func safeHTML(content string) template.HTML {
	policy := bluemonday.NewPolicy()
	policy.AllowElements("p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "code", "pre", "blockquote",
		"ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table", "thead", "tbody", "tr", "th", "td")
	text := policy.Sanitize(content)
	for range htmlRounds {
		written, err := rewriteHTML(text)
		if err != nil {
			return ""
		}
		if written == text {
			return template.HTML(text) //nolint:gosec // cleaned and complete
		}
		text = written
	}
	return ""
}

// rewriteHTML parses HTML as the content of a section, and writes what was understood.
func rewriteHTML(text string) (string, error) {
	section := &html.Node{Type: html.ElementNode, Data: "section", DataAtom: atom.Section}
	nodes, err := html.ParseFragment(strings.NewReader(text), section)
	if err != nil {
		return "", err
	}
	var written strings.Builder
	for _, node := range nodes {
		if err := html.Render(&written, node); err != nil {
			return "", err
		}
	}
	return written.String(), nil
}
