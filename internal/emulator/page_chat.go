package emulator

import (
	"net/url"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

const (
	pageThreads  = 100 // threads that the page lists
	pageMessages = 50  // messages that it shows at a time
	pageReceipts = 500 // read receipts that it looks for, those of former members too
	pageWhom     = 8   // users that it names in a message of the service
	listedTopic  = 200 // characters of a topic in the list; it shows two lines
	listedText   = 120 // characters of the last message in the list; it shows one line
)

// chatView is the tab with the threads, the messages of one of them, and its members.
type chatView struct {
	Search   string // what the threads were searched for
	Threads  []threadLine
	More     bool        // there are threads that are not listed
	Chosen   bool        // a thread was asked for
	Selected string      // the id of the thread that is shown: the one that was asked for, or the first
	Thread   *threadView // nil when there is no such thread
}

// threadLine is a thread in the list.
type threadLine struct {
	ID, Short, Topic string
	Address          string
	Selected         bool
	Deleted          bool
	Members          int
	Last             string    // the last message, in a few words
	LastOn           time.Time // when it came or, where there is none, the creation
}

// threadView is the thread that was chosen.
type threadView struct {
	store.Thread
	Short     string
	CreatedBy person
	Wire      wireThread
	Retention int // days after creation; 0 for no retention policy
	Members   []memberView
	Messages  []messageView
	Older     string // the address of the messages before these, "" when there are none
	Newest    string // the address of the newest messages, "" when these are they
}

// LongTopic reports whether the topic is so long that it scrolls.
func (thread *threadView) LongTopic() bool { return utf8.RuneCountInString(thread.Topic) > listedTopic }

// memberView is a member with what the page says of it.
type memberView struct {
	store.Member
	Person       person
	WholeHistory bool
	ReadOn       time.Time // when it last read; zero when it never did
	ReadUpTo     string    // the id of the message that it read last
}

// viewChat shows the threads that a search found, by their keys, or the latest ones when nothing is searched for.
func viewChat(tx *store.Tx, names namesIn, query url.Values, searched []int64) (*chatView, error) {
	view := &chatView{Search: query.Get("q"), Selected: query.Get("thread")}
	view.Chosen = view.Selected != ""
	found, err := view.find(tx, searched)
	if err != nil {
		return nil, err
	}
	if view.More = len(found) > pageThreads; view.More {
		found = found[:pageThreads]
	}
	if !view.Chosen {
		view.Selected = query.Get("beside") // what the page showed before, whichever thread is the first by now
	}
	if view.Selected == "" && len(found) > 0 {
		view.Selected = found[0].ID
	}
	for _, thread := range found {
		line, err := view.line(tx, names, thread)
		if err != nil {
			return nil, err
		}
		view.Threads = append(view.Threads, line)
	}
	before, _ := strconv.ParseInt(query.Get("before"), 10, 64) // what is not a number shows the newest
	view.Thread, err = view.thread(tx, names, before)
	return view, err
}

func (view *chatView) find(tx *store.Tx, searched []int64) (threads []store.Thread, err error) {
	if view.Search == "" {
		return tx.LatestThreads(pageThreads + 1)
	}
	for _, key := range searched {
		thread, err := tx.ThreadByKey(key)
		if isNotFound(err) {
			continue // the data was reset since
		}
		if err != nil {
			return nil, err
		}
		threads = append(threads, thread)
	}
	return threads, nil
}

// line is a thread as the list shows it.
func (view *chatView) line(tx *store.Tx, names namesIn, thread store.Thread) (line threadLine, err error) {
	line = threadLine{
		ID: thread.ID, Short: shortThreadID(thread.ID), Topic: shorten(thread.Topic, listedTopic),
		Selected: thread.ID == view.Selected,
		Address:  view.address("thread", thread.ID), Deleted: !thread.DeletedOn.IsZero(), LastOn: thread.LastMessageOn,
	}
	if line.LastOn.IsZero() {
		line.LastOn = thread.CreatedOn
	}
	if line.Members, err = tx.CountMembers(thread.Key); err != nil {
		return line, err
	}
	last, err := tx.Messages(store.MessageQuery{Thread: thread.Key, Limit: 1})
	if err != nil || len(last) == 0 {
		return line, err
	}
	line.Last, err = messageInWords(names, last[0])
	return line, err
}

// address is that of this tab with the same search and other parameters.
func (view *chatView) address(namesAndValues ...string) string {
	query := url.Values{}
	if view.Search != "" {
		query.Set("q", view.Search)
	}
	for i := 0; i < len(namesAndValues); i += 2 {
		query.Set(namesAndValues[i], namesAndValues[i+1])
	}
	return "/?" + query.Encode()
}

// Back is the address of the list of threads alone.
func (view *chatView) Back() string { return view.address() }

// thread reads the selected thread, with its messages before a version or its newest ones.
func (view *chatView) thread(tx *store.Tx, names namesIn, before int64) (*threadView, error) {
	found, err := tx.Thread(view.Selected)
	if isNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	thread := &threadView{Thread: found, Short: shortThreadID(found.ID), Wire: threadOnWire(&found)}
	thread.Retention = found.DeleteAfterDays
	receipts, err := tx.ReadReceipts(found.Key, 0, pageReceipts)
	if err != nil {
		return nil, err
	}
	if err := thread.readMembers(tx, names, receipts); err != nil {
		return nil, err
	}
	if thread.CreatedBy, err = names.person(found.CreatedBy); err != nil {
		return nil, err
	}
	messages, err := tx.Messages(store.MessageQuery{Thread: found.Key, Before: before, Limit: pageMessages + 1})
	if err != nil {
		return nil, err
	}
	if len(messages) > pageMessages {
		messages = messages[:pageMessages]
		thread.Older = view.address(
			"thread",
			view.Selected,
			"before",
			strconv.FormatInt(messages[pageMessages-1].Version, 10),
		)
	}
	if before > 0 {
		thread.Newest = view.address("thread", view.Selected)
	}
	thread.Messages, err = viewMessages(names, messages, receipts)
	return thread, err
}

// readMembers reads the members, first of all so that everybody is known by the name in this thread.
func (thread *threadView) readMembers(tx *store.Tx, names namesIn, receipts []store.ReadReceipt) error {
	members, err := tx.Members(thread.Key, 0, 0)
	if err != nil {
		return err
	}
	people, err := names.people(members)
	if err != nil {
		return err
	}
	for i, member := range members {
		view := memberView{Member: member, Person: people[i], WholeHistory: member.ShareHistoryTime.Unix() <= 0}
		for _, receipt := range receipts {
			if receipt.UserID == member.UserID {
				view.ReadOn, view.ReadUpTo = receipt.ReadOn, strconv.FormatInt(receipt.Message, 10)
			}
		}
		thread.Members = append(thread.Members, view)
	}
	return nil
}
