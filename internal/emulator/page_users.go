package emulator

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

const (
	pageUsers  = 50 // users that the page lists
	shortID    = 8  // characters of an id that the page shows
	shownName  = 60 // characters of a name that it shows; the JSON beside has all
	optionName = 40 // characters of a name in a list to choose from
)

// usersView is the tab with the users.
type usersView struct {
	Users []userLine
	More  int // users that are not listed
}

// userLine is a user with what the page says of it.
type userLine struct {
	Person    person
	CreatedOn time.Time
	Threads   int
}

// person is a user as the page names it: by name where it has one, by the end of its id else.
type person struct {
	ID, Name string
	Short    string // the id, short enough to read
	Initial  string
	Hue      int // of its color, 0 to 7
}

// Option is the user as an entry of a list to choose from: apart from its id, whatever direction the name is written
// in.
func (p person) Option() string {
	if p.Name == p.Short {
		return p.Name
	}
	return isolated(shorten(p.Name, optionName)) + " (" + p.Short + ")"
}

// isolated keeps the direction that a text is written in from what is beside it, where there can be no <bdi>.
func isolated(text string) string {
	const isolate, end = "\u2068", "\u2069"
	return isolate + text + end
}

// namesIn looks for the names of users, each once.
type namesIn struct {
	tx    *store.Tx
	known map[string]string // by user id; "" when the user has none
}

// person returns the user as the page names it.
func (n namesIn) person(id string) (person, error) {
	name, known := n.known[id]
	if !known {
		var err error
		if name, err = n.tx.DisplayName(id); err != nil && !errors.Is(err, store.ErrNotFound) {
			return person{}, err
		}
		n.known[id] = name
	}
	p := person{ID: id, Name: shorten(name, shownName), Short: shortUserID(id)}
	if p.Name == "" {
		p.Name = p.Short
	}
	first, _ := utf8.DecodeRuneInString(p.Name)
	p.Initial = strings.ToUpper(string(first))
	for _, b := range []byte(id) {
		p.Hue = (p.Hue*31 + int(b)) % 8
	}
	return p, nil
}

// people is person for several.
func (n namesIn) people(members []store.Member) ([]person, error) {
	found := make([]person, len(members))
	for i, member := range members {
		if member.DisplayName != "" {
			n.known[member.UserID] = member.DisplayName
		}
		var err error
		if found[i], err = n.person(member.UserID); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// shortUserID returns the part of a raw id in which the users of one resource differ, shortened.
func shortUserID(id string) string {
	return shorten(id[strings.LastIndexAny(id, "_:")+1:], shortID)
}

// shortThreadID returns the part of a thread's id in which threads differ, shortened.
func shortThreadID(id string) string {
	return shorten(strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(id, "19:"), "acsV2_"), "@thread.v2"), shortID)
}

// shorten cuts a text after so many characters.
func shorten(text string, enough int) string {
	if utf8.RuneCountInString(text) <= enough {
		return text
	}
	return string([]rune(text)[:enough]) + "…"
}

func viewUsers(tx *store.Tx, names namesIn) (*usersView, error) {
	users, err := tx.LatestUsers(pageUsers)
	if err != nil {
		return nil, err
	}
	total, err := tx.CountIdentities()
	if err != nil {
		return nil, err
	}
	view := &usersView{More: total - len(users)}
	for _, user := range users {
		p, err := names.person(user.ID)
		if err != nil {
			return nil, err
		}
		view.Users = append(view.Users, userLine{p, user.CreatedOn, user.Threads})
	}
	return view, nil
}
