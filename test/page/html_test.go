package page

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// malformed are HTML messages that a browser could take for the end of their message, or for the beginning of more.
func malformed() []string {
	return []string{
		`</div></div></li></ol><h1>BANNER</h1><table><td>`,
		`</section></div></div></li><li>another message`,
		`<li>one<li>two</ul></ol><li>three`,
		`<li><button><li><button><li>`,
		`<table><tr><td></table></td></tr></div></li>`,
		`<table><td></section></div></li></ol></td>outside`,
		`<table>before<tr>inside<td>cell</div>`,
		`<p><table><td><p></table></p></p></li>`,
		`<b><i><u><s><p>`,
		`<b>bold<p>more</b>less</p></b></b></div>`,
		`<h1><h2><h3></h1></div></article>`,
		`<ul><ul><ul></ul></li></ul></ol></main>`,
		`<pre></pre></pre><code></li>`,
		`<blockquote><div></blockquote></div></div></div></div></div>`,
		`<!-- </li><div>`,
		`<!--></li></ol></section></article></main><h1>BANNER</h1><!--`,
		`<textarea></li></ol><h1>BANNER</h1>`,
		`<title></li></ol><svg></li><math><mi></ol><foreignObject></div>`,
		`<plaintext></li></ol>`,
		`<select><option></select></li></ol><template></li></template><frameset></body></html><p>`,
		strings.Repeat("<div>", 600) + "deep" + strings.Repeat("</div>", 700),
		strings.Repeat("<b>", 600) + strings.Repeat("</div></li>", 20),
		`<a href="x"></li><a></ol><a></div>`,
		"<div\x00></li\x00></ol\x00><h1>",
		`<div title="</li></ol><h1>BANNER</h1>`,
	}
}

func TestHTML_StaysInsideItsMessage(t *testing.T) {
	s := newShown(t)
	id, path := s.thread(`{"topic":"Malformed"}`)
	s.post(path+"/messages", `{"content":"the oldest message"}`)
	b := open(t)
	for i, content := range malformed() {
		body, err := json.Marshal(map[string]string{"type": "html", "content": content + fmt.Sprintf("<p>end %d</p>", i)})
		if err != nil {
			t.Fatal(err)
		}
		s.post(path+"/messages", string(body))
		s.show(b, "?thread="+url.QueryEscape(id))
		// Every message is an entry of the list, the oldest is still the last but the service's own two, and what is
		// around a rendered message is what the page puts there.
		got := b.evaluate(`(() => {
			const list = document.querySelectorAll("main > article > section > ol > li");
			const rendered = [...document.querySelectorAll(".rendered")];
			return [
				list.length, list[list.length - 3].querySelector(".content").textContent,
				document.querySelectorAll("main > article").length, document.querySelectorAll("body > main").length,
				document.body.children.length,
				rendered.filter((part) => part.parentElement.matches("main > article > section > ol > li > div > .html")).length,
				document.querySelectorAll("h1").length - document.querySelectorAll(".rendered h1").length,
				[...document.querySelectorAll("main li:not(.rendered li)")].filter((item) => item.dataset.key).length,
			].join();
		})()`)
		messages, rendered := i+4, i+1
		if want := fmt.Sprintf("%d,the oldest message,1,1,2,%d,1,%d", messages, rendered, 2+messages); got != want {
			t.Fatalf("with %.80s the page is %v, want %s", content, got, want)
		}
	}
}

func TestHTML_StaysInsideItsMessageWhenThePageFollows(t *testing.T) {
	s := newShown(t)
	id, path := s.thread(`{"topic":"Malformed"}`)
	b := open(t)
	s.show(b, "?thread="+url.QueryEscape(id))
	s.post(path+"/messages", `{"type":"html","content":"</section></div></div></li></ol><h1>BANNER</h1><li>kept"}`)
	b.until(`document.querySelectorAll(".sent .rendered").length === 1`)
	got := b.evaluate(`[".messages > ol > li", ".rendered h1, .rendered li"]
		.map((selector) => document.querySelectorAll(selector).length).join()`)
	if got != "3,2" {
		t.Errorf("the page has %v messages and banners in a message, want 3 and 2", got)
	}
}
