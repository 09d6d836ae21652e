package emulator

import (
	"strings"
	"testing"
)

func TestSafeHTML_IsTheSameWhenItIsParsedAgain(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		`<p>one<p>two`:                       `<p>one</p><p>two</p>`,
		`</div></div></li></ol><h1>x</h1>`:   `<h1>x</h1>`,
		`<b><i>x</b></i>`:                    `<b><i>x</i></b>`,
		`<li><button><li>x</li></button>`:    `<li></li><li>x</li>`,
		`<table><td>x</table>y`:              `<table><tbody><tr><td>x</td></tr></tbody></table>y`,
		`<p><table><td></p></td>`:            `<p></p><table><tbody><tr><td><p></p></td></tr></tbody></table>`,
		`a < b && c > d`:                     `a &lt; b &amp;&amp; c &gt; d`,
		`<script>x()</script><style>*{}`:     ``,
		strings.Repeat("<div>", 2000) + "xx": ``, // deeper than parsers go
	} {
		got := string(safeHTML(content))
		if got != want {
			t.Errorf("%.60s becomes %q, want %q", content, got, want)
		}
	}
}

func FuzzSafeHTML(f *testing.F) {
	f.Add(`</div><li><b><table><p></b>`)
	f.Fuzz(func(t *testing.T, content string) {
		text := string(safeHTML(content))
		again, err := rewriteHTML(text)
		if err != nil || again != text {
			t.Errorf("%q is read as %q (%v)", text, again, err)
		}
	})
}
