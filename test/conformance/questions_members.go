package main

import (
	"fmt"
	"net/http"
	"strings"
)

// memberQuestions ask about the members of a thread.
func memberQuestions() []question {
	return append(additionQuestions(), []question{
		{name: "member/list-fields", text: "What does an entry of the list of participants hold?", source: recorded,
			expected: []string{"communicationIdentifier, displayName, metadata, shareHistoryTime"}, see: func(a *asker) string {
				path := a.thread()
				a.add(path, member(a.second().id, "displayName", "Ben", "metadata", object{"a": "1"}))
				return response{body: a.members(path)[a.second().id]}.fields("")
			}},
		{
			name:     "member/identifier-fields",
			text:     "Which fields does the identifier of a participant have?",
			source:   recorded,
			reads:    true,
			expected: []string{"communicationUser, rawId"},
			see: func(a *asker) string {
				return a.read(a.first(), a.anyThread()+"/participants").fields("value.0.communicationIdentifier")
			},
		},
		{name: "member/list-pages", text: "Does the list of participants have pages?", source: documented,
			expected: []string{"an absolute nextLink, 3 participants in all"}, see: func(a *asker) string {
				path := a.thread(a.second(), a.newUser())
				next := a.read(a.first(), path+"/participants?maxPageSize=1").text("nextLink")
				absolute := strings.HasPrefix(next, a.service.endpoint+"/")
				all := len(a.pages(a.first(), path+"/participants?maxPageSize=1"))
				return fmt.Sprintf(
					"%s nextLink, %d participants in all",
					map[bool]string{true: "an absolute", false: "no absolute"}[absolute],
					all,
				)
			}},
		{name: "member/remove", text: "What does removing a participant return?", source: recorded,
			expected: []string{
				"204",
			}, see: func(a *asker) string { return status(a.remove(a.thread(a.second()), a.second().id)) }},
		{name: "member/remove-stranger", text: "What does removing someone return who is not a participant?", source: unknown,
			expected: []string{"204", "404"}, choice: "remove-stranger", values: sameValues("204", "404"),
			see: func(a *asker) string { return status(a.remove(a.thread(), a.second().id)) }},
		{name: "member/remove-self", text: "Can a participant leave?", source: documented,
			expected: []string{"204"}, see: func(a *asker) string {
				path := a.thread(a.second())
				return status(a.as(a.second(), http.MethodPost, path+"/participants/:remove", object{"rawId": a.second().id}))
			}},
		{name: "member/former-reads", text: "Can a former participant still list the messages?", source: recorded,
			expected: []string{"200"}, see: func(a *asker) string {
				path := a.thread(a.second())
				a.remove(path, a.second().id)
				return status(a.as(a.second(), http.MethodGet, path+"/messages", nil))
			}},
		{name: "member/former-gets-thread", text: "Can a former participant still read the thread?", source: recorded,
			expected: []string{"403"}, see: func(a *asker) string {
				path := a.thread(a.second())
				a.remove(path, a.second().id)
				return status(a.as(a.second(), http.MethodGet, path, nil))
			}},
		{name: "member/deleted-user", text: "Is a deleted user still in the list of participants?", source: unknown,
			expected: []string{"yes", "no"}, see: func(a *asker) string {
				u := a.newUser()
				path := a.thread(u)
				a.must(http.StatusNoContent, call{method: http.MethodDelete, path: identityPath(u.id)})
				_, is := a.members(path)[u.id]
				return yes(is)
			}},
	}...)
}

// additionQuestions ask about adding members.
func additionQuestions() []question {
	return []question{
		{name: "member/add", text: "What does adding a participant return?", source: recorded,
			expected: []string{"201: map[]"}, see: func(a *asker) string {
				resp := a.add(a.thread(), member(a.second().id))
				return fmt.Sprintf("%d: %v", resp.status, resp.body)
			}},
		{
			name:   "member/add-history-default",
			text:   "Which history does a participant see that was added without shareHistoryTime?",
			source: recorded,
			expected: []string{
				"1970-01-01T00:00:00Z",
			},
			see: func(a *asker) string { return a.historyOf(member(a.second().id)) },
		},
		{name: "member/add-fraction", text: "What becomes of fractions of a second in shareHistoryTime?", source: unknown,
			expected: []string{"2026-01-02T03:04:05Z"}, see: func(a *asker) string {
				return a.historyOf(member(a.second().id, "shareHistoryTime", "2026-01-02T03:04:05.6Z"))
			}},
		{name: "member/add-raw-id-only", text: "Can a participant be added by rawId alone?", source: unknown,
			expected: []string{"201 0 invalid"}, see: func(a *asker) string {
				resp := a.add(a.thread(), object{"communicationIdentifier": object{"rawId": a.second().id}})
				return fmt.Sprintf("%d %d invalid", resp.status, len(resp.list("invalidParticipants")))
			}},
		{
			name:     "member/add-typed-half",
			text:     "Can a participant be added by the typed half of its identifier alone?",
			source:   recorded,
			expected: []string{"201 0 invalid"},
			see: func(a *asker) string {
				resp := a.add(
					a.thread(),
					object{"communicationIdentifier": object{"communicationUser": object{"id": a.second().id}}},
				)
				return fmt.Sprintf("%d %d invalid", resp.status, len(resp.list("invalidParticipants")))
			},
		},
		{name: "member/add-again", text: "Does adding a participant again change its name?", source: documented,
			expected: []string{"201, no"}, see: func(a *asker) string {
				path := a.thread()
				a.add(path, member(a.second().id, "displayName", "Ben"))
				resp := a.add(path, member(a.second().id, "displayName", "Benjamin"))
				changed := at(a.members(path)[a.second().id], "displayName") != "Ben"
				return fmt.Sprintf("%d, %s", resp.status, yes(changed))
			}},
		{
			name:     "member/add-twice-in-one-call",
			text:     "What becomes of a participant that one call adds twice?",
			source:   unknown,
			expected: []string{"201", "400"},
			see: func(a *asker) string {
				return status(a.add(a.thread(), member(a.second().id), member(a.second().id)))
			},
		},
		{
			name:     "member/add-unknown",
			text:     "How is a participant reported that does not exist in the resource?",
			source:   recorded,
			expected: []string{"201: code, message, target; the target is the raw ID"},
			see: func(a *asker) string {
				id := a.nobody()
				resp := a.add(a.thread(), member(id))
				target := "something else"
				if resp.text("invalidParticipants.0.target") == id {
					target = "the raw ID"
				}
				return fmt.Sprintf("%d: %s; the target is %s", resp.status, resp.fields("invalidParticipants.0"), target)
			},
		},
		{name: "member/add-mixed", text: "Is a valid participant added beside an invalid one?", source: recorded,
			expected: []string{"yes"}, see: func(a *asker) string {
				path := a.thread()
				a.add(path, member(a.nobody()), member(a.second().id))
				_, is := a.members(path)[a.second().id]
				return yes(is)
			}},
		{name: "member/add-201", text: "How are more than 200 participants in one addition rejected?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string {
				var members []object
				for range 201 {
					members = append(members, member(a.nobody()))
				}
				return status(a.add(a.thread(), members...))
			}},
		{name: "member/add-name-white-space", text: "What becomes of white space around a display name?", source: unknown,
			expected: []string{
				"kept",
				"trimmed",
			}, choice: "white-space", values: sameValues("kept", "trimmed"), see: func(a *asker) string {
				path := a.thread()
				a.add(path, member(a.second().id, "displayName", " Ben "))
				name, _ := at(a.members(path)[a.second().id], "displayName").(string)
				return whiteSpace(name, "Ben")
			}},
		{name: "member/add-251", text: "What becomes of the 251st participant?", source: unknown,
			expected: []string{
				"400",
				"201 invalid",
			}, choice: "full-thread", values: map[string]string{"400": "400", "201 invalid": "partial"},
			see: fullThread},
		{
			name:     "member/id-letter-case",
			text:     "Is a participant added again under its ID in upper case another one?",
			source:   unknown,
			expected: []string{"the same", "another", "rejected"},
			choice:   "user-id-case",
			values:   map[string]string{"the same": "ignored", "another": "exact", "rejected": "exact"},
			see:      letterCase,
		},
	}
}

// historyOf adds a participant, and returns from when on it sees the history.
func (a *asker) historyOf(m object) string {
	path := a.thread()
	resp := a.add(path, m)
	if resp.status != http.StatusCreated {
		return resp.refusal()
	}
	from, _ := at(a.members(path)[a.second().id], "shareHistoryTime").(string)
	return from
}

// fullThread asks what becomes of more participants than a thread can have.
func fullThread(a *asker) string {
	path := a.thread()
	var members []object
	for range 250 { // the creator is one more
		members = append(members, member(a.newUser().id))
	}
	if added := a.add(path, members[:200]...); a.err == nil && added.status != http.StatusCreated {
		return "200 were not added: " + added.refusal()
	}
	resp := a.add(path, members[200:]...)
	if len(resp.list("invalidParticipants")) > 0 {
		return fmt.Sprintf("%d invalid", resp.status)
	}
	return status(resp)
}

// letterCase asks whether user IDs are compared with regard to letter case.
func letterCase(a *asker) string {
	path := a.thread(a.second())
	before := len(a.members(path))
	resp := a.add(path, member("8:acs:"+strings.ToUpper(strings.TrimPrefix(a.second().id, "8:acs:"))))
	switch {
	case resp.status != http.StatusCreated || len(resp.list("invalidParticipants")) > 0:
		return "rejected"
	case len(a.pages(a.first(), path+"/participants")) > before:
		return "another"
	}
	return "the same"
}
