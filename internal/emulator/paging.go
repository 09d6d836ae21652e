package emulator

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const (
	defaultPage = 100 // items, when the call does not say
	// maxPage is the documented limit for messages. Calls may ask for more, but a page never holds more.
	maxPage = 200
)

// page is the part of a list that a call asks for.
type page struct {
	size int
	from []int64 // where it begins, in the words of the list's cursor; nil is the beginning
}

// skip returns the number of items before the page, in the lists that count them.
func (p page) skip() int {
	if len(p.from) == 0 {
		return 0
	}
	return int(p.from[0])
}

// cursor is how the nextLink of a list says where the next page begins: numbers with commas between, encoded.
type cursor struct {
	parameter string
	numbers   int
	encode    func([]byte) string
	decode    func(string) ([]byte, error)
}

// bySkip counts the items of the pages before. The other two carry positions, in the encodings that recorded links of
// threads and of messages have.
func bySkip() cursor {
	return cursor{
		"skip",
		1,
		func(b []byte) string { return string(b) },
		func(s string) ([]byte, error) { return []byte(s), nil },
	}
}

func byThread() cursor {
	return cursor{"syncState", 3, base64.StdEncoding.EncodeToString, base64.StdEncoding.DecodeString}
}

func byMessage() cursor { return cursor{"syncState", 1, hex.EncodeToString, hex.DecodeString} }

// read returns the page that a call asks for.
func (cur cursor) read(c *call) (page, error) {
	size, given, err := c.number("maxPageSize", 1)
	if err != nil {
		return page{}, err
	}
	if !given {
		size = defaultPage
	}
	if size > maxPage && c.choices.gives(ChoiceLargePage, "400") {
		return page{}, badRequest("Value for maxPageSize (%d) is not valid.", size)
	}
	p := page{size: min(size, maxPage)}
	text := c.URL.Query().Get(cur.parameter)
	if text == "" {
		return p, nil
	}
	refused := badRequest("Value for %s (%s) is not valid.", cur.parameter, text)
	plain, err := cur.decode(text)
	if err != nil {
		return page{}, refused
	}
	for number := range strings.SplitSeq(string(plain), ",") {
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil || n < 0 {
			return page{}, refused
		}
		p.from = append(p.from, n)
	}
	if len(p.from) != cur.numbers {
		return page{}, refused
	}
	return p, nil
}

// trim makes the answer from the items that were read: one more than a page holds when there are more.
func trim[S, W any](p page, found []S, onWire func(*S) W) wirePage[W] {
	answer := wirePage[W]{Value: []W{}}
	for i := range found[:min(p.size, len(found))] {
		answer.Value = append(answer.Value, onWire(&found[i]))
	}
	return answer
}

// link returns the nextLink of a page that is not the last: its cursor, and what else the call asked for.
func (cur cursor) link(c *call, from []int64, parameters ...string) string {
	var plain []byte
	for i, number := range from {
		if i > 0 {
			plain = append(plain, ',')
		}
		plain = strconv.AppendInt(plain, number, 10)
	}
	return c.nextLink(append([]string{cur.parameter, cur.encode(plain)}, parameters...))
}

// nextLink returns the address of the page after this one. The service writes the ids in it unescaped and spaces as
// %20, keeps maxPageSize when it was asked for, and puts api-version last.
func (c *call) nextLink(parameters []string) string {
	if size := c.URL.Query().Get("maxPageSize"); size != "" {
		parameters = append(parameters, "maxPageSize", size)
	}
	var query []string
	for pair := range slices.Chunk(append(parameters, "api-version", c.URL.Query().Get("api-version")), 2) {
		query = append(query, pair[0]+"="+strings.ReplaceAll(url.QueryEscape(pair[1]), "+", "%20"))
	}
	return c.absolute(c.URL.Path) + "?" + strings.Join(query, "&")
}
