package main

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// messageQuestions ask about sending and reading messages.
func messageQuestions() []question {
	send := func(body object) func(*asker) response {
		return func(a *asker) response {
			return a.as(a.first(), http.MethodPost, a.shareThread()+"/messages", body)
		}
	}
	sent := func(body object, field string) func(*asker) string {
		return func(a *asker) string {
			return fmt.Sprint(a.read(a.first(), a.say(a.first(), a.shareThread(), body)).at(field))
		}
	}
	return []question{
		{name: "message/send-fields", text: "What does sending a message return?", source: recorded,
			expected: []string{"201: id"}, see: func(a *asker) string {
				resp := send(object{"content": "one"})(a)
				return fmt.Sprintf("%d: %s", resp.status, resp.fields(""))
			}},
		{name: "message/id-form", text: "What does the ID of a message look like?", source: recorded,
			expected: []string{"epoch milliseconds"}, see: func(a *asker) string {
				id := send(object{"content": "two"})(a).text("id")
				if regexp.MustCompile(`^1[0-9]{12}$`).MatchString(id) {
					return "epoch milliseconds"
				}
				return regexp.MustCompile(`[0-9]`).ReplaceAllString(id, "0")
			}},
		{name: "message/fields", text: "What does GET of a message return?", source: recorded,
			expected: []string{
				"content, createdOn, id, senderCommunicationIdentifier, senderDisplayName, sequenceId, type, version",
			},
			see: func(a *asker) string {
				return a.read(a.first(), a.say(a.first(), a.shareThread(), object{"content": "three"})).fields("")
			}},
		{name: "message/no-sender-name", text: "Which name does a message have that was sent without one?", source: recorded,
			expected: []string{`""`}, see: func(a *asker) string {
				return fmt.Sprintf(
					"%q",
					a.read(a.first(), a.say(a.first(), a.shareThread(), object{"content": "four"})).at("senderDisplayName"),
				)
			}},
		{name: "message/type-default", text: "Which type does a message have that was sent without one?", source: documented,
			expected: []string{"text"}, see: sent(object{"content": "five"}, "type")},
		{name: "message/html", text: "What becomes of HTML?", source: unknown,
			expected: []string{
				"<p>a <b>b</b></p>",
			}, see: sent(object{"content": "<p>a <b>b</b></p>", "type": "html"}, "content.message")},
		{name: "message/html-script", text: "What becomes of a script in HTML?", source: unknown,
			expected: []string{"<p>a</p><script>b()</script>", "<p>a</p>"},
			see:      sent(object{"content": "<p>a</p><script>b()</script>", "type": "html"}, "content.message")},
		{name: "message/html-unclosed", text: "What becomes of HTML whose tags are not closed?", source: unknown,
			expected: []string{"<p>a <b>b"}, see: sent(object{"content": "<p>a <b>b", "type": "html"}, "content.message")},
		{name: "message/white-space", text: "What becomes of white space around a message?", source: unknown,
			expected: []string{
				"kept",
				"trimmed",
			}, choice: "white-space", values: sameValues("kept", "trimmed"), see: func(a *asker) string {
				return whiteSpace(sent(object{"content": " six\n"}, "content.message")(a), "six")
			}},
		{name: "message/metadata", text: "Is the metadata of a message kept, also an empty value?", source: recorded,
			expected: []string{
				"map[a:1 b:]",
			}, see: sent(object{"content": "seven", "metadata": object{"a": "1", "b": ""}}, "metadata")},
		{name: "message/empty", text: "Is an empty message rejected?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string { return status(send(object{"content": ""})(a)) }},
		{name: "message/unknown-type", text: "Is an unknown type rejected?", source: documented,
			expected: []string{
				"400",
			}, see: func(a *asker) string { return status(send(object{"content": "x", "type": "morse"})(a)) }},
		{name: "message/too-large", text: "How is a message of more than 28 KB rejected?", source: unknown,
			expected: []string{
				"413",
				"400",
			}, choice: "large-message", values: sameValues("413", "400"), see: func(a *asker) string {
				return status(send(object{"content": strings.Repeat("x", 28<<10+1)})(a))
			}},
		{name: "message/large", text: "Is a message of 28 KB accepted?", source: documented,
			expected: []string{
				"201",
			}, see: func(a *asker) string { return status(send(object{"content": strings.Repeat("x", 28<<10)})(a)) }},
		{name: "message/send-stranger", text: "Can someone send who is not a participant?", source: recorded,
			expected: []string{"403"}, see: func(a *asker) string {
				return status(a.as(a.newUser(), http.MethodPost, a.shareThread()+"/messages", object{"content": "x"}))
			}},
		{name: "message/malformed-id", text: "How is a malformed message ID rejected?", source: recorded,
			expected: []string{"400 BadRequest: Value for MessageId (x) is not valid."}, see: func(a *asker) string {
				resp := a.as(a.first(), http.MethodGet, a.shareThread()+"/messages/x", nil)
				return resp.refusal() + ": " + resp.errorField("message")
			}},
		{name: "message/unknown-id", text: "What does GET of a message that never existed return?", source: documented,
			expected: []string{"404"}, see: func(a *asker) string {
				return status(a.as(a.first(), http.MethodGet, a.shareThread()+"/messages/1500000000000", nil))
			}},
	}
}

// messageChangeQuestions ask about editing and deleting messages.
func messageChangeQuestions() []question {
	return []question{
		{name: "message/edit", text: "What does editing a message change?", source: recorded,
			expected: []string{"204: editedOn, sequenceId, version"}, see: func(a *asker) string {
				path := a.say(a.first(), a.shareThread(), object{"content": "x"})
				before := a.read(a.first(), path)
				a.pause(millisecond)
				resp := a.as(a.first(), http.MethodPatch, path, object{"content": "y"})
				after := a.read(a.first(), path)
				var changed []string
				for _, field := range []string{"createdOn", "editedOn", "id", "sequenceId", "version"} {
					if before.at(field) != after.at(field) {
						changed = append(changed, field)
					}
				}
				return fmt.Sprintf("%d: %s", resp.status, strings.Join(changed, ", "))
			}},
		{name: "message/edit-metadata", text: `Does "" remove a key of a message's metadata?`, source: recorded,
			expected: []string{"map[a:1]"}, see: func(a *asker) string {
				path := a.say(a.first(), a.shareThread(), object{"content": "x", "metadata": object{"a": "1", "b": "2"}})
				a.as(a.first(), http.MethodPatch, path, object{"metadata": object{"b": ""}})
				return fmt.Sprint(a.read(a.first(), path).at("metadata"))
			}},
		{name: "message/edit-other", text: "Can a member edit another one's message?", source: recorded,
			expected: []string{"403"}, see: func(a *asker) string {
				path := a.say(a.first(), a.shareThread(), object{"content": "x"})
				return status(a.as(a.second(), http.MethodPatch, path, object{"content": "y"}))
			}},
		{name: "message/edit-after-leaving", text: "Can a sender edit who has left the thread?", source: unknown,
			expected: []string{"403"}, see: func(a *asker) string {
				path := a.thread(a.second())
				message := a.say(a.second(), path, object{"content": "x"})
				a.remove(path, a.second().id)
				return status(a.as(a.second(), http.MethodPatch, message, object{"content": "y"}))
			}},
		{name: "message/edit-deleted", text: "What does editing a deleted message return?", source: unknown,
			expected: []string{
				"404",
				"204",
			}, choice: "edit-deleted-message", values: sameValues("404", "204"), see: func(a *asker) string {
				return status(a.as(a.first(), http.MethodPatch, a.deletedMessage(), object{"content": "y"}))
			}},
		{name: "message/delete", text: "What is left of a deleted message?", source: recorded,
			expected: []string{"map[message:], deletedOn present, metadata absent"}, see: func(a *asker) string {
				got := a.read(a.first(), a.deletedMessage())
				return fmt.Sprintf(
					"%v, deletedOn %s, metadata %s",
					got.at("content"),
					there(got.at("deletedOn")),
					there(got.at("metadata")),
				)
			}},
		{name: "message/delete-again", text: "What does deleting a message a second time return?", source: unknown,
			expected: []string{
				"204",
				"404",
			}, choice: "delete-message-again", values: sameValues("204", "404"), see: func(a *asker) string {
				return status(a.as(a.first(), http.MethodDelete, a.deletedMessage(), nil))
			}},
		{name: "message/deleted-sender", text: "What becomes of the messages of a deleted user?", source: unknown,
			expected: []string{"deleted", "kept", "removed"}, choice: "deleted-user-messages",
			values: sameValues("deleted", "kept", "removed"), see: deletedSender},
	}
}

// deletedSender asks what becomes of the messages of a deleted user.
func deletedSender(a *asker) string {
	u := a.newUser()
	path := a.thread(u)
	message := a.say(u, path, object{"content": "from a deleted user"})
	a.must(http.StatusNoContent, call{method: http.MethodDelete, path: identityPath(u.id)})
	resp := a.as(a.first(), http.MethodGet, message, nil)
	switch {
	case resp.status == http.StatusNotFound:
		return "removed"
	case resp.at("deletedOn") != nil || resp.text("content.message") == "":
		return "deleted"
	}
	return "kept"
}

// shareThread returns the path of the thread of the first two users that questions about messages share.
func (a *asker) shareThread() string {
	if a.sharedThread == "" && a.err == nil {
		if path := a.thread(a.second()); a.err == nil {
			a.sharedThread = path
		}
	}
	return a.sharedThread
}

// deletedMessage returns the path of a message that was deleted.
func (a *asker) deletedMessage() string {
	path := a.say(a.first(), a.shareThread(), object{"content": "x", "metadata": object{"a": "1"}})
	a.mustAs(a.first(), http.StatusNoContent, http.MethodDelete, path, nil)
	return path
}
