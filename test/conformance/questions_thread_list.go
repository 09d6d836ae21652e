package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// threadListQuestions ask about the list of a user's threads.
func threadListQuestions() []question {
	return append([]question{
		{
			name:   "thread-list/fresh-thread",
			text:   "Does a fresh thread's list entry have lastMessageReceivedOn?",
			source: unknown,
			expected: []string{
				"present",
				"absent",
			},
			choice: "fresh-thread",
			values: map[string]string{"present": "last-message", "absent": "bare"},
			see: func(a *asker) string {
				path := a.thread()
				return there(at(a.listed(a.first(), path), "lastMessageReceivedOn"))
			},
		},
		{name: "thread-list/live-thread", text: "Does a live thread's list entry have deletedOn?", source: unknown,
			expected: []string{
				"absent",
				"present",
			}, choice: "listed-thread", values: map[string]string{"absent": "exact", "present": "deleted"},
			see: func(a *asker) string { return there(at(a.listed(a.first(), a.thread()), "deletedOn")) }},
		{name: "thread-list/deleted-thread", text: "Does a deleted thread stay in the list?", source: recorded,
			expected: []string{"with deletedOn"}, see: func(a *asker) string {
				switch entry := a.listed(a.first(), a.deletedThread()); {
				case entry == nil:
					return "no"
				case at(entry, "deletedOn") != nil:
					return "with deletedOn"
				}
				return "without deletedOn"
			}},
		{
			name:     "thread-list/former-participant",
			text:     "Does a former participant find the thread in the list?",
			source:   recorded,
			expected: []string{"yes, without a mark"},
			see: func(a *asker) string {
				u := a.newUser()
				path := a.thread(u)
				a.remove(path, u.id)
				switch entry := a.listed(u, path); {
				case entry == nil:
					return "no"
				case at(entry, "deletedOn") != nil:
					return "yes, with deletedOn"
				}
				return "yes, without a mark"
			},
		},
		{name: "thread-list/large-page", text: "What becomes of a page size of 201?", source: unknown,
			expected: []string{
				"200",
				"400",
			}, choice: "large-page", values: map[string]string{"200": "clamped", "400": "400"}, reads: true,
			see: func(a *asker) string {
				return status(a.as(a.first(), http.MethodGet, "/chat/threads?maxPageSize=201", nil))
			}},
		{
			name:   "thread-list/start-time",
			text:   "Does startTime look at the last message, or at the creation?",
			source: unknown,
			expected: []string{
				"last-message",
				"created",
			},
			choice: "thread-start-time",
			values: sameValues("last-message", "created"),
			see: func(a *asker) string {
				u := a.newUser()
				path := a.thread(u)
				a.pause(3 * time.Second)
				moment := a.service.now().Add(-time.Second)
				a.say(a.first(), path, object{"content": "later"})
				from := url.QueryEscape(moment.UTC().Format(time.RFC3339))
				if len(a.pages(u, "/chat/threads?startTime="+from)) > 0 {
					return "last-message"
				}
				return "created"
			},
		},
	}, threadPageQuestions()...)
}

// threadPageQuestions ask about the pages of a list of threads.
func threadPageQuestions() []question {
	return []question{
		{
			name:     "thread-list/entry-fields",
			text:     "What does an entry of the list of threads hold?",
			source:   recorded,
			reads:    true,
			expected: []string{"id, lastMessageReceivedOn, topic", "id, topic", "deletedOn, id, lastMessageReceivedOn, topic"},
			see: func(a *asker) string {
				a.anyThread()
				return a.read(a.first(), "/chat/threads").fields("value.0")
			},
		},
		{name: "thread-list/order", text: "In which order are threads listed?", source: recorded, reads: true,
			expected: []string{"falling"}, see: func(a *asker) string {
				var times []string
				listed := a.read(a.first(), "/chat/threads?maxPageSize=50").list("value")
				for _, text := range texts(listed, "lastMessageReceivedOn") {
					if text != "" {
						times = append(times, text)
					}
				}
				return order(times)
			}},
		{name: "thread-list/next-link", text: "What is in a nextLink of the list of threads?", source: recorded,
			expected: []string{"an absolute URL with api-version, maxPageSize, syncState"}, see: func(a *asker) string {
				u := a.newUser()
				a.thread(u)
				a.thread(u)
				next := a.read(u, "/chat/threads?maxPageSize=1").text("nextLink")
				link, err := url.Parse(next)
				if err != nil || !link.IsAbs() {
					return fmt.Sprintf("no absolute URL (%v)", err)
				}
				return "an absolute URL with " + strings.Join(parameters(link, "api-version", "maxPageSize", "syncState"), ", ")
			}},
		{
			name:     "thread-list/next-link-without-size",
			text:     "Does a nextLink name a page size that was not asked for?",
			source:   recorded,
			expected: []string{"no next page to look at", "no"},
			reads:    true,
			see: func(a *asker) string {
				next := a.read(a.first(), "/chat/threads").text("nextLink")
				if next == "" {
					return "no next page to look at"
				}
				return yes(strings.Contains(next, "maxPageSize="))
			},
		},
	}
}

// listed returns the entry of a thread in a user's list; nil when there is none.
func (a *asker) listed(u user, threadPath string) any {
	for _, entry := range a.pages(u, "/chat/threads") {
		if id, _ := at(entry, "id").(string); pathOf(id) == threadPath {
			return entry
		}
	}
	return nil
}

// parameters returns which of the parameters a URL has.
func parameters(u *url.URL, names ...string) (has []string) {
	for _, name := range names {
		if u.Query().Has(name) {
			has = append(has, name)
		}
	}
	return has
}
