package main

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"
)

// threadQuestions ask about creating and reading threads.
func threadQuestions() []question {
	return append(creationQuestions(), []question{
		{name: "thread/get-fields", text: "What does GET of a thread return?", source: recorded, reads: true,
			expected: []string{"createdByCommunicationIdentifier, createdOn, id, retentionPolicy, topic",
				"createdByCommunicationIdentifier, createdOn, id, metadata, retentionPolicy, topic"},
			see: func(a *asker) string { return a.read(a.first(), a.anyThread()).fields("") }},
		{
			name:     "thread/get-unknown",
			text:     "What does GET of a thread that never existed return?",
			source:   recorded,
			reads:    true,
			expected: []string{"404 NotFound: The specified thread id was not found."},
			see: func(a *asker) string {
				resp := a.as(a.first(), http.MethodGet, pathOf(unknownThread()), nil)
				return resp.refusal() + ": " + resp.errorField("message")
			},
		},
		{name: "thread/get-malformed", text: "How is a malformed thread ID rejected?", source: recorded, reads: true,
			expected: []string{"400 BadRequest: "}, see: func(a *asker) string {
				resp := a.as(a.first(), http.MethodGet, pathOf("nothing"), nil)
				return resp.refusal() + ": " + resp.errorField("message")
			}},
		{name: "thread/get-stranger", text: "What does GET return to someone who is not a participant?", source: recorded,
			expected: []string{
				"403 Forbidden: The initiator is not a participant of the specified thread.",
			}, see: func(a *asker) string {
				resp := a.as(a.second(), http.MethodGet, a.thread(), nil)
				return resp.refusal() + ": " + resp.errorField("message")
			}},
		{name: "thread/get-deleted", text: "What does GET of a deleted thread return?", source: unknown,
			expected: []string{
				"404",
				"200",
			}, choice: "deleted-thread", values: sameValues("404", "200"), see: func(a *asker) string {
				path := a.thread()
				a.mustAs(a.first(), http.StatusNoContent, http.MethodDelete, path, nil)
				return status(a.as(a.first(), http.MethodGet, path, nil))
			}},
		{name: "thread/id-letter-case", text: "Is a thread found under its ID in upper case?", source: unknown,
			expected: []string{"404", "200", "400"}, see: func(a *asker) string {
				id := strings.TrimPrefix(a.thread(), "/chat/threads/")
				return status(a.as(a.first(), http.MethodGet, "/chat/threads/"+strings.ToUpper(id), nil))
			}},
	}...)
}

// creationQuestions ask about creating threads.
func creationQuestions() []question {
	invalid := func(members func(*asker) []object) func(*asker) string {
		return func(a *asker) string {
			resp := a.create(object{"participants": members(a)})
			codes := texts(resp.list("invalidParticipants"), "code")
			return strings.TrimSpace(fmt.Sprintf("%d %s", resp.status, strings.Join(codes, " ")))
		}
	}
	return []question{
		{name: "thread/create-fields", text: "What does creating a thread return?", source: recorded,
			expected: []string{"201: chatThread (createdByCommunicationIdentifier, createdOn, id, retentionPolicy, topic)"},
			see: func(a *asker) string {
				resp := a.create(object{})
				return fmt.Sprintf("%d: %s (%s)", resp.status, resp.fields(""), resp.fields("chatThread"))
			}},
		{name: "thread/create-location", text: "How does the header Location write the thread's ID?", source: recorded,
			expected: []string{"the colon as %3A, the @ as it is"}, see: func(a *asker) string {
				_, id, _ := strings.Cut(a.create(object{}).header.Get("Location"), "/chat/threads/")
				if strings.Contains(id, "%3A") && strings.Contains(id, "@") {
					return "the colon as %3A, the @ as it is"
				}
				return "otherwise"
			}},
		{name: "thread/create-creator", text: "Is the creator a member of a thread that lists no one?", source: recorded,
			expected: []string{"yes"}, see: func(a *asker) string {
				_, is := a.members(a.thread())[a.first().id]
				return yes(is)
			}},
		{name: "thread/create-messages", text: "Which messages does a thread begin with?", source: recorded,
			expected: []string{"participantAdded 1, topicUpdated 2"}, see: func(a *asker) string {
				list := a.pages(a.first(), a.thread()+"/messages")
				var first []string
				for i := len(list) - 1; i >= 0; i-- {
					first = append(first, fmt.Sprintf("%v %v", at(list[i], "type"), at(list[i], "sequenceId")))
				}
				return strings.Join(first, ", ")
			}},
		{name: "thread/create-no-retention", text: "Which retention policy does a thread without one have?", source: recorded,
			expected: []string{"map[kind:none]"}, see: func(a *asker) string {
				return fmt.Sprint(a.create(object{}).at("chatThread.retentionPolicy"))
			}},
		{name: "thread/create-retention", text: "Is a retention of 30 days kept?", source: recorded,
			expected: []string{"201: map[deleteThreadAfterDays:30 kind:threadCreationDate]"}, see: func(a *asker) string {
				resp := a.create(object{"retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 30}})
				return fmt.Sprintf("%d: %v", resp.status, resp.at("chatThread.retentionPolicy"))
			}},
		{name: "thread/create-short-retention", text: "Is a retention of 29 days rejected?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string {
				return status(
					a.create(object{"retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 29}}),
				)
			}},
		{name: "thread/create-empty-metadata", text: "What becomes of empty metadata?", source: recorded,
			expected: []string{"map[]"}, see: func(a *asker) string {
				return fmt.Sprint(a.create(object{"metadata": object{}}).at("chatThread.metadata"))
			}},
		{name: "thread/create-large-metadata", text: "Is metadata of more than 1 KB rejected?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string {
				return status(a.create(object{"metadata": object{"key": strings.Repeat("x", 1100)}}))
			}},
		{name: "thread/create-empty-topic", text: "Is an empty topic rejected?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string { return status(a.create(object{"topic": ""})) }},
		{name: "thread/create-topic-white-space", text: "What becomes of white space around a topic?", source: unknown,
			expected: []string{"kept", "trimmed"}, choice: "white-space", values: sameValues("kept", "trimmed"),
			see: func(a *asker) string {
				return whiteSpace(a.create(object{"topic": " " + topic + "\n"}).text("chatThread.topic"), topic)
			}},
		{
			name:     "thread/create-repeated",
			text:     "What does a repeated creation with the same repeatability-request-id return?",
			source:   recorded,
			expected: []string{"201, the same thread"},
			see:      repeated(uuid.NewString()),
		},
		{name: "thread/create-repeated-any-id", text: "Can any string be a repeatability-request-id?", source: recorded,
			expected: []string{"201, the same thread"}, see: repeated("conformance " + uuid.NewString())},
		{
			name:     "thread/create-201-members",
			text:     "How are more than 200 participants in one call rejected?",
			source:   recorded,
			expected: []string{"400 BadRequest: "},
			see: func(a *asker) string {
				var members []object
				for range 201 {
					members = append(members, member(a.nobody()))
				}
				resp := a.create(object{"participants": members})
				return resp.refusal() + ": " + resp.errorField("message")
			},
		},
		{name: "thread/create-malformed-member", text: "How is a malformed user ID rejected?", source: recorded,
			expected: []string{
				"400 BadRequest: Identifier format is invalid (8:acs:invalidUserId).",
			}, see: func(a *asker) string {
				resp := a.create(object{"participants": []object{member("8:acs:invalidUserId")}})
				return resp.refusal() + ": " + resp.errorField("message")
			}},
		{
			name:     "thread/create-unknown-member",
			text:     "What becomes of a member that does not exist in the resource?",
			source:   recorded,
			expected: []string{"201 404"},
			see:      invalid(func(a *asker) []object { return []object{member(a.nobody())} }),
		},
		{name: "thread/create-foreign-member", text: "What becomes of a member of another resource?", source: unknown,
			expected: []string{
				"201 401",
				"400",
			}, choice: "foreign-user", values: map[string]string{"201 401": "invalid", "400": "400"},
			see: invalid(func(*asker) []object { return []object{member(stranger())} })},
		{
			name:     "thread/create-teams-member",
			text:     "What becomes of a Teams user where there is no federation?",
			source:   recorded,
			expected: []string{"201 403"},
			see: invalid(func(*asker) []object {
				id := uuid.NewString()
				return []object{
					{"communicationIdentifier": object{"rawId": "8:orgid:" + id, "microsoftTeamsUser": object{"userId": id}}},
				}
			}),
		},
	}
}

// repeated asks what a repeated creation returns.
func repeated(id string) func(*asker) string {
	return func(a *asker) string {
		header := map[string]string{"repeatability-request-id": id}
		first := a.createWith(object{"topic": topic}, header)
		second := a.createWith(object{"topic": topic}, header)
		is := first.text("chatThread.id") == second.text("chatThread.id")
		return fmt.Sprintf("%d, %s thread", second.status, map[bool]string{true: "the same", false: "another"}[is])
	}
}

// whiteSpace says what became of white space around a text.
func whiteSpace(got, trimmed string) string {
	switch {
	case got == trimmed:
		return "trimmed"
	case strings.TrimSpace(got) == trimmed:
		return "kept"
	}
	return "otherwise"
}

// anyThread returns the path of a thread that a question only reads: the newest that the user has, or a new one.
func (a *asker) anyThread() string {
	for _, t := range a.read(a.first(), "/chat/threads?maxPageSize=20").list("value") {
		if id, _ := at(t, "id").(string); at(t, "deletedOn") == nil {
			if path := pathOf(id); a.as(a.first(), http.MethodGet, path, nil).status == http.StatusOK {
				return path
			}
		}
	}
	if a.err == nil && a.readOnly {
		a.err = errNoThread
		return ""
	}
	return a.thread()
}

// unknownThread returns the ID of a thread that never existed.
func unknownThread() string {
	return "19:" + strings.ReplaceAll(uuid.NewString(), "-", "") + "@thread.v2"
}
