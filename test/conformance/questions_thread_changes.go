package main

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// threadChangeQuestions ask about changing and deleting threads.
func threadChangeQuestions() []question {
	patch := func(a *asker, path string, body object) response {
		return a.as(a.first(), http.MethodPatch, path, body)
	}
	return []question{
		{name: "thread/update-topic", text: "What does changing a topic return?", source: recorded,
			expected: []string{
				"204",
			}, see: func(a *asker) string { return status(patch(a, a.thread(), object{"topic": topic + " 2"})) }},
		{name: "thread/update-same-topic", text: "Does setting the topic to what it is write a message?", source: unknown,
			expected: []string{"no", "yes"}, choice: "same-topic", values: map[string]string{"no": "silent", "yes": "message"},
			see: func(a *asker) string {
				path := a.thread()
				before := len(a.pages(a.first(), path+"/messages"))
				patch(a, path, object{"topic": topic})
				return yes(len(a.pages(a.first(), path+"/messages")) > before)
			}},
		{name: "thread/update-empty-topic", text: "Is an empty topic rejected in an update?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string { return status(patch(a, a.thread(), object{"topic": ""})) }},
		{name: "thread/update-metadata", text: "Do keys stay that a patch of the metadata does not name?", source: recorded,
			expected: []string{"map[a:1 b:2]"}, see: func(a *asker) string {
				path := a.threadWith(object{"metadata": object{"a": "1"}})
				patch(a, path, object{"metadata": object{"b": "2"}})
				return fmt.Sprint(a.read(a.first(), path).at("metadata"))
			}},
		{
			name:   "thread/update-metadata-removal",
			text:   `Does "" or null remove a key of a thread's metadata?`,
			source: unknown,
			expected: []string{
				"both",
				"empty",
				"null",
				"neither",
			},
			choice: "metadata-removal",
			values: sameValues("both", "empty", "null"),
			see:    metadataRemoval,
		},
		{
			name:     "thread/update-retention-null",
			text:     "What is the retention policy after it was set to null?",
			source:   recorded,
			expected: []string{"map[kind:none]"},
			see: func(a *asker) string {
				path := a.threadWith(object{"retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 90}})
				patch(a, path, object{"retentionPolicy": nil})
				return fmt.Sprint(a.read(a.first(), path).at("retentionPolicy"))
			},
		},
		{name: "thread/update-retention-none", text: "Does the kind none remove a retention policy?", source: documented,
			expected: []string{"204: map[kind:none]"}, see: func(a *asker) string {
				path := a.threadWith(object{"retentionPolicy": object{"kind": "threadCreationDate", "deleteThreadAfterDays": 90}})
				resp := patch(a, path, object{"retentionPolicy": object{"kind": "none"}})
				return fmt.Sprintf("%d: %v", resp.status, a.read(a.first(), path).at("retentionPolicy"))
			}},
		{
			name:     "thread/update-stranger",
			text:     "What does an update return to someone who is not a participant?",
			source:   recorded,
			expected: []string{"403"},
			see: func(a *asker) string {
				return status(a.as(a.second(), http.MethodPatch, a.thread(), object{"topic": "x"}))
			},
		},
		{name: "thread/update-member", text: "Can a member who is not the creator change the topic?", source: documented,
			expected: []string{"204"}, see: func(a *asker) string {
				return status(a.as(a.second(), http.MethodPatch, a.thread(a.second()), object{"topic": "x"}))
			}},
		{name: "thread/update-deleted", text: "What does updating a deleted thread return?", source: unknown,
			expected: []string{"404", "204"}, choice: "patch-deleted-thread", values: sameValues("404", "204"),
			see: func(a *asker) string { return status(patch(a, a.deletedThread(), object{"topic": "x"})) }},
		{name: "thread/delete", text: "What does deleting a thread return?", source: recorded,
			expected: []string{
				"204",
			}, see: func(a *asker) string { return status(a.as(a.first(), http.MethodDelete, a.thread(), nil)) }},
		{name: "thread/delete-again", text: "What does deleting a thread a second time return?", source: unknown,
			expected: []string{"404", "204"}, choice: "delete-thread-again", values: sameValues("404", "204"),
			see: func(a *asker) string { return status(a.as(a.first(), http.MethodDelete, a.deletedThread(), nil)) }},
	}
}

// metadataRemoval asks how a key of a thread's metadata goes.
func metadataRemoval(a *asker) string {
	path := a.threadWith(object{"metadata": object{"kept": "1", "null": "2", "empty": "3"}})
	a.as(a.first(), http.MethodPatch, path, object{"metadata": object{"empty": ""}})
	a.as(a.first(), http.MethodPatch, path, object{"metadata": object{"null": nil}}) // apart: it may be rejected
	left, _ := a.read(a.first(), path).at("metadata").(object)
	switch strings.Join(slices.Sorted(maps.Keys(left)), " ") {
	case "kept":
		return "both"
	case "kept null":
		return "empty"
	case "empty kept":
		return "null"
	}
	return "neither"
}

// threadWith returns the path of a new thread with properties.
func (a *asker) threadWith(body object) string { return pathOf(a.create(body).text("chatThread.id")) }

// deletedThread returns the path of a thread that was deleted.
func (a *asker) deletedThread() string {
	path := a.thread()
	a.mustAs(a.first(), http.StatusNoContent, http.MethodDelete, path, nil)
	return path
}
