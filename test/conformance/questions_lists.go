package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const millisecond = time.Millisecond

// messageListQuestions ask about lists of messages.
func messageListQuestions() []question {
	return []question{
		{name: "message-list/order", text: "In which order are messages listed?", source: recorded, reads: true,
			expected: []string{"falling"}, see: func(a *asker) string {
				return order(texts(a.read(a.first(), a.anyThread()+"/messages").list("value"), "createdOn"))
			}},
		{
			name:     "message-list/system-fields",
			text:     "What does the content of a participantAdded message hold?",
			source:   recorded,
			expected: []string{"initiatorCommunicationIdentifier, participants"},
			see: func(a *asker) string {
				added := find(a.pages(a.first(), a.thread()+"/messages"), "type", "participantAdded")
				return response{body: at(added, "content")}.fields("")
			},
		},
		{name: "message-list/removal", text: "Does removing a participant write a message?", source: recorded,
			expected: []string{"yes"}, see: func(a *asker) string {
				path := a.thread(a.second())
				a.remove(path, a.second().id)
				return yes(find(a.pages(a.first(), path+"/messages"), "type", "participantRemoved") != nil)
			}},
		{name: "message-list/next-link", text: "Does a nextLink of messages escape the thread's ID?", source: recorded,
			expected: []string{"no"}, see: func(a *asker) string {
				next := a.read(a.first(), a.thread()+"/messages?maxPageSize=1").text("nextLink")
				if next == "" {
					return "there is none"
				}
				return yes(strings.Contains(next, "19%3A"))
			}},
		{
			name:   "message-list/start-time",
			text:   "Does startTime look at when a message was created, or at its last change?",
			source: unknown,
			expected: []string{
				"created",
				"changed",
			},
			choice: "message-start-time",
			values: sameValues("created", "changed"),
			see:    startTime,
		},
		{
			name:     "message-list/shared-history",
			text:     "What does a member see that joined without the history?",
			source:   documented,
			expected: []string{"nothing sent before"},
			see: func(a *asker) string {
				path := a.thread()
				a.say(a.first(), path, object{"content": "before"})
				a.pause(2 * time.Second)
				a.add(path, member(a.second().id, "shareHistoryTime", a.service.now().UTC().Format(time.RFC3339)))
				if find(a.pages(a.second(), path+"/messages"), "content.message", "before") != nil {
					return "what was sent before"
				}
				return "nothing sent before"
			},
		},
	}
}

// startTime asks what startTime of messages goes by.
func startTime(a *asker) string {
	path := a.thread()
	message := a.say(a.first(), path, object{"content": "x"})
	a.pause(3 * time.Second)
	from := url.QueryEscape(a.service.now().Add(-time.Second).UTC().Format(time.RFC3339))
	a.as(a.first(), http.MethodPatch, message, object{"content": "y"})
	if find(a.pages(a.first(), path+"/messages?startTime="+from), "content.message", "y") != nil {
		return "changed"
	}
	return "created"
}

// receiptQuestions ask about read receipts and typing.
func receiptQuestions() []question {
	return []question{
		{name: "receipt/send", text: "What does a read receipt return?", source: recorded,
			expected: []string{"200"}, see: func(a *asker) string {
				path := a.thread(a.second())
				return status(a.readReceipt(path, a.say(a.first(), path, object{"content": "x"})))
			}},
		{name: "receipt/list-fields", text: "What does an entry of the list of read receipts hold?", source: recorded,
			expected: []string{"chatMessageId, readOn, senderCommunicationIdentifier"}, see: func(a *asker) string {
				path := a.thread(a.second())
				a.readReceipt(path, a.say(a.first(), path, object{"content": "x"}))
				return a.read(a.first(), path+"/readReceipts").fields("value.0")
			}},
		{name: "typing/send", text: "What does a typing notification return?", source: recorded,
			expected: []string{"200"}, see: func(a *asker) string {
				return status(a.as(a.first(), http.MethodPost, a.thread()+"/typing", object{"senderDisplayName": "Anna"}))
			}},
	}
}

// readReceipt says as the second user that a message was read.
func (a *asker) readReceipt(threadPath, messagePath string) response {
	id := messagePath[strings.LastIndex(messagePath, "/")+1:]
	return a.as(a.second(), http.MethodPost, threadPath+"/readReceipts", object{"chatMessageId": id})
}

// protocolQuestions ask about headers and errors.
func protocolQuestions() []question {
	const clientID = "x-ms-client-request-id"
	echoed := func(r response) string { return yes(r.header.Get(clientID) == "conformance-1") }
	list := func(a *asker, header map[string]string) response {
		return a.do(call{method: http.MethodGet, path: "/chat/threads", token: a.first().token, header: header})
	}
	return []question{
		{name: "protocol/echo-identity", text: "Does an identity call return " + clientID + "?", source: recorded,
			expected: []string{"yes"}, see: func(a *asker) string {
				return echoed(a.do(call{method: http.MethodPost, path: identityPath(a.newUser().id) + "/:revokeAccessTokens",
					header: map[string]string{clientID: "conformance-1"}}))
			}},
		{
			name:   "protocol/echo-chat",
			text:   "Does a chat call return " + clientID + " by itself?",
			source: recorded,
			reads:  true,
			expected: []string{
				"no",
			},
			see: func(a *asker) string { return echoed(list(a, map[string]string{clientID: "conformance-1"})) },
		},
		{
			name:     "protocol/echo-chat-asked",
			text:     "Does a chat call return it when it is asked to?",
			source:   recorded,
			reads:    true,
			expected: []string{"yes"},
			see: func(a *asker) string {
				return echoed(list(a, map[string]string{clientID: "conformance-1", "x-ms-return-client-request-id": "true"}))
			},
		},
		{name: "protocol/headers", text: "Which headers does every response carry?", source: recorded, reads: true,
			expected: []string{
				"Api-Supported-Versions, Ms-Cv, Strict-Transport-Security, X-Processing-Time",
			}, see: func(a *asker) string {
				return headers(
					a.read(a.first(), "/chat/threads"),
					"Api-Supported-Versions",
					"Ms-Cv",
					"Strict-Transport-Security",
					"X-Processing-Time",
				)
			}},
		{name: "protocol/origin", text: "Does a response to a web page expose its headers?", source: recorded, reads: true,
			expected: []string{"*"}, see: func(a *asker) string {
				return list(a, map[string]string{"Origin": "http://localhost:3000"}).header.Get("Access-Control-Expose-Headers")
			}},
		{name: "protocol/envelope", text: "In which envelope is an error?", source: unknown, reads: true,
			expected: []string{"error", "CommunicationError", "Code, Message"}, choice: "error-envelope",
			values: map[string]string{"error": "error", "CommunicationError": "communication-error", "Code, Message": "bare"},
			see:    func(a *asker) string { return a.as(a.first(), http.MethodGet, pathOf(unknownThread()), nil).fields("") }},
		{name: "protocol/malformed-json", text: "How is a body rejected that is not JSON?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string {
				return status(
					a.do(call{method: http.MethodPost, path: "/chat/threads", token: a.first().token, body: "not an object"}),
				)
			}},
	}
}

// headers returns which of the headers a response has.
func headers(r response, names ...string) string {
	var has []string
	for _, name := range names {
		if r.header.Get(name) != "" {
			has = append(has, name)
		}
	}
	return strings.Join(has, ", ")
}

// limitQuestions ask about the documented limits, last: what follows would have to wait.
func limitQuestions() []question {
	return []question{
		limitQuestion(
			"limit/update-thread",
			"How many updates of a thread are accepted in 10 s?",
			5,
			func(a *asker, path string) call {
				return call{
					method: http.MethodPatch,
					path:   path,
					token:  a.first().token,
					body:   object{"metadata": object{"a": "1"}},
				}
			},
		),
		limitQuestion(
			"limit/list-participants",
			"How many lists of participants are answered in 10 s?",
			10,
			func(a *asker, path string) call {
				return call{method: http.MethodGet, path: path + "/participants", token: a.first().token}
			},
		),
		limitQuestion(
			"limit/add-and-remove",
			"How many additions of participants are accepted in 10 s?",
			10,
			func(a *asker, path string) call {
				return call{method: http.MethodPost, path: path + "/participants/:add", token: a.first().token,
					body: object{"participants": []object{member(a.second().id)}}}
			},
		),
		limitQuestion("limit/send-message", "How many messages are accepted in 10 s?", 10, func(a *asker, path string) call {
			return call{method: http.MethodPost, path: path + "/messages", token: a.first().token, body: object{"content": "x"}}
		}),
	}
}

// limitQuestion asks when the first 429 comes, and whether it says how long to wait.
func limitQuestion(name, text string, limit int, ask func(a *asker, threadPath string) call) question {
	return question{name: name, text: text, source: documented,
		expected: []string{fmt.Sprintf("%d, then 429 with Retry-After", limit)}, see: func(a *asker) string {
			c := ask(a, a.thread())
			c.once = true
			for n := range 2 * limit {
				if resp := a.do(c); resp.status == http.StatusTooManyRequests {
					after := map[bool]string{true: "with", false: "without"}[resp.header.Get("Retry-After") != ""]
					return fmt.Sprintf("%d, then 429 %s Retry-After", n, after)
				}
			}
			return fmt.Sprintf("all %d", 2*limit)
		}}
}
