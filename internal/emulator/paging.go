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
	from int64 // where it begins, in the words of the list's cursor; 0 is the beginning
}

// cursor is how the nextLink of a list says where the next page begins.
type cursor struct {
	parameter string
	encode    func([]byte) string
	decode    func(string) ([]byte, error)
}

// bySkip counts the items of the pages before. The other two carry the position of the last one, in the encodings that
// recorded links of threads and of messages have.
func bySkip() cursor {
	return cursor{"skip", func(b []byte) string { return string(b) }, func(s string) ([]byte, error) { return []byte(s), nil }}
}

func byThread() cursor {
	return cursor{"syncState", base64.StdEncoding.EncodeToString, base64.StdEncoding.DecodeString}
}

func byMessage() cursor { return cursor{"syncState", hex.EncodeToString, hex.DecodeString} }

// read returns the page that a call asks for.
func (cur cursor) read(c *call) (page, error) {
	size, given, err := c.number("maxPageSize", 1)
	if err != nil {
		return page{}, err
	}
	if !given {
		size = defaultPage
	}
	p := page{size: min(size, maxPage)}
	text := c.URL.Query().Get(cur.parameter)
	if text == "" {
		return p, nil
	}
	plain, err := cur.decode(text)
	if err == nil {
		p.from, err = strconv.ParseInt(string(plain), 10, 64)
	}
	if err != nil || p.from < 0 {
		return page{}, badRequest("Value for %s (%s) is not valid.", cur.parameter, text)
	}
	return p, nil
}

// trim makes the answer from the items that were read, one more than a page holds when there are more. next returns
// where the page after the one that ends with this item begins; parameters go into its link too.
func trim[S, W any](c *call, cur cursor, p page, found []S, onWire func(*S) W, next func(*S) int64, parameters ...string) wirePage[W] {
	answer := wirePage[W]{Value: []W{}}
	for i := range found[:min(p.size, len(found))] {
		answer.Value = append(answer.Value, onWire(&found[i]))
	}
	if len(found) > p.size {
		position := cur.encode(strconv.AppendInt(nil, next(&found[p.size-1]), 10))
		answer.NextLink = c.nextLink(append([]string{cur.parameter, position}, parameters...))
	}
	return answer
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
