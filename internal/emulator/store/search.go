package store

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

const (
	// blockMessages is how many messages share a set of grams.
	blockMessages = 16
	// searchStride is how many blocks a search looks at before it lets writers in.
	searchStride = 100
)

// textIndex holds the text that people search for, in lower case, apart from the database: looking through it takes
// milliseconds where SQLite takes up to a second, and needs no turn on the connection, so a search delays no
// transaction. Every method of Tx that writes such text adds what it wrote to Tx.texts, and the index takes it with the
// commit.
type textIndex struct {
	mu      sync.RWMutex // searches let go of it often
	threads map[int64]*threadText
}

// threadText is the text of a thread.
type threadText struct {
	key, version int64
	own          string       // topic and id
	members      []memberText // present ones
	blocks       []*messageBlock
}

type memberText struct{ userID, text string }

type messageText struct {
	id   int64
	text string
}

// messageBlock is a few messages of a thread, in the order of their ids. Most searches need no more than its grams.
type messageBlock struct {
	grams    gramSet // of all texts, also of those that were edited since
	messages []messageText
}

// text is a change of the index.
type text func(*textIndex)

func threadTextOf(t *Thread) text {
	key, version, own := t.Key, t.Version, strings.ToLower(t.Topic+"\n"+t.ID)
	return func(index *textIndex) {
		thread := index.thread(key)
		thread.version, thread.own = version, own
	}
}

func memberTextOf(thread int64, userID, displayName string) text {
	text := strings.ToLower(displayName + "\n" + userID)
	return func(index *textIndex) {
		t := index.thread(thread)
		t.members = append(t.withoutMember(userID), memberText{userID, text})
	}
}

func removedMemberText(thread int64, userID string) text {
	return func(index *textIndex) {
		t := index.thread(thread)
		t.members = t.withoutMember(userID)
	}
}

func messageTextOf(thread, id int64, content string) text {
	content = strings.ToLower(content)
	return func(index *textIndex) {
		t := index.thread(thread)
		t.blockOf(id).put(id, content)
	}
}

// blockOf returns the block that a message is in or belongs into.
func (t *threadText) blockOf(id int64) *messageBlock {
	last := func(b *messageBlock, id int64) int { return cmp.Compare(b.messages[len(b.messages)-1].id, id) }
	i, _ := slices.BinarySearchFunc(t.blocks, id, last)
	if i < len(t.blocks) {
		return t.blocks[i]
	}
	if i == 0 || len(t.blocks[i-1].messages) >= blockMessages {
		t.blocks = append(t.blocks, &messageBlock{})
		i++
	}
	return t.blocks[i-1]
}

func (b *messageBlock) put(id int64, content string) {
	b.grams.add(content)
	i, found := slices.BinarySearchFunc(b.messages, id, func(m messageText, id int64) int { return cmp.Compare(m.id, id) })
	if found {
		b.messages[i].text = content
		return
	}
	b.messages = slices.Insert(b.messages, i, messageText{id, content})
}

// has reports whether one of the messages has words, whose grams are given.
func (b *messageBlock) has(words string, grams []uint16) bool {
	return b.grams.hasAll(grams) &&
		slices.ContainsFunc(b.messages, func(m messageText) bool { return strings.Contains(m.text, words) })
}

func removedMessagesText(thread int64) text {
	return func(index *textIndex) { index.thread(thread).blocks = nil }
}

// thread returns the text of a thread, which is new if need be.
func (index *textIndex) thread(key int64) *threadText {
	t := index.threads[key]
	if t == nil {
		t = &threadText{key: key}
		index.threads[key] = t
	}
	return t
}

func (t *threadText) withoutMember(userID string) []memberText {
	return slices.DeleteFunc(t.members, func(m memberText) bool { return m.userID == userID })
}

// take applies the changes of a transaction that was committed.
func (index *textIndex) take(texts []text) {
	if len(texts) == 0 {
		return
	}
	index.mu.Lock()
	defer index.mu.Unlock()
	for _, change := range texts {
		change(index)
	}
}

// allTexts reads the whole index from the data.
func (tx *Tx) allTexts() ([]text, error) {
	texts := []text{func(index *textIndex) { index.threads = map[int64]*threadText{} }}
	scans := map[string]func(row) (text, error){
		"SELECT key, version, topic, id FROM threads": func(r row) (text, error) {
			var t Thread
			err := r.Scan(&t.Key, &t.Version, &t.Topic, &t.ID)
			return threadTextOf(&t), err
		},
		"SELECT thread, user_id, display_name FROM members WHERE removed_at = 0 ORDER BY key": func(r row) (text, error) {
			var m Member
			err := r.Scan(&m.Thread, &m.UserID, &m.DisplayName)
			return memberTextOf(m.Thread, m.UserID, m.DisplayName), err
		},
		"SELECT thread, id, content FROM messages ORDER BY key": func(r row) (text, error) {
			var m Message
			err := r.Scan(&m.Thread, &m.ID, &m.Content)
			return messageTextOf(m.Thread, m.ID, m.Content), err
		},
	}
	for query, scan := range scans {
		found, err := all(tx, scan, query)
		if err != nil {
			return nil, err
		}
		texts = append(texts, found...)
	}
	return texts, nil
}

// SearchThreads returns the keys of the threads that have words in their topic, their id, a message, or a member's name
// or id, the most recently changed first. Letter case does not matter. It waits for no transaction and delays none.
func (s *Store) SearchThreads(words string, limit int) (keys []int64) {
	words = strings.ToLower(words)
	grams := gramsOf(words)
	for _, thread := range s.texts.byChange() {
		if len(keys) == limit {
			break
		}
		if s.texts.has(thread, words, grams) {
			keys = append(keys, thread.key)
		}
	}
	return keys
}

// byChange returns the threads, the most recently changed first.
func (index *textIndex) byChange() []*threadText {
	type change struct {
		version int64
		thread  *threadText
	}
	index.mu.RLock()
	changes := make([]change, 0, len(index.threads))
	for _, thread := range index.threads {
		changes = append(changes, change{thread.version, thread})
	}
	index.mu.RUnlock()
	slices.SortFunc(changes, func(a, b change) int { return cmp.Compare(b.version, a.version) })
	threads := make([]*threadText, len(changes))
	for i := range changes {
		threads[i] = changes[i].thread
	}
	return threads
}

// has reports whether a thread has words, whose grams are given, somewhere: in its newest messages first.
func (index *textIndex) has(t *threadText, words string, grams []uint16) bool {
	index.mu.RLock()
	found := strings.Contains(t.own, words) ||
		slices.ContainsFunc(t.members, func(m memberText) bool { return strings.Contains(m.text, words) })
	left := len(t.blocks)
	index.mu.RUnlock()
	for !found && left > 0 {
		index.mu.RLock()
		upTo := min(left, len(t.blocks)) // the thread may have been deleted meanwhile
		left = max(upTo-searchStride, 0)
		found = slices.ContainsFunc(t.blocks[left:upTo], func(b *messageBlock) bool { return b.has(words, grams) })
		index.mu.RUnlock()
	}
	return found
}

// gramSet is a set of grams: three bytes in a row, as a number that several may share. A text whose grams are not all
// in the set of another is not in that other.
type gramSet [1 << gramBits / 64]uint64

const gramBits = 12

// gram returns the number of the three bytes of a text that begin at i.
func gram(text string, i int) uint16 {
	const spread = 2654435761 // Knuth's multiplicative hash
	bytes := uint32(text[i])<<16 | uint32(text[i+1])<<8 | uint32(text[i+2])
	return uint16(bytes * spread >> (32 - gramBits))
}

// gramsOf returns the grams of a text; one of less than three bytes has none.
func gramsOf(text string) (grams []uint16) {
	for i := range len(text) - 2 {
		grams = append(grams, gram(text, i))
	}
	return grams
}

func (set *gramSet) add(text string) {
	for i := range len(text) - 2 {
		g := gram(text, i)
		set[g/64] |= 1 << (g % 64)
	}
}

func (set *gramSet) hasAll(grams []uint16) bool {
	return !slices.ContainsFunc(grams, func(g uint16) bool { return set[g/64]&(1<<(g%64)) == 0 })
}
