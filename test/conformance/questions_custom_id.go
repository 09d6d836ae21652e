package main

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"
)

// customIDQuestions ask about the preview in which an identity can have a customId.
func customIDQuestions() []question {
	return []question{
		{name: "custom-id/create", text: "What does creating an identity with a new customId return?", source: documented,
			expected: []string{"201: customId, id"}, see: func(a *asker) string {
				resp := a.createNamed(uuid.NewString())
				return fmt.Sprintf("%d: %s", resp.status, resp.fields("identity"))
			}},
		{
			name:     "custom-id/create-again",
			text:     "What does creating an identity with a known customId return?",
			source:   documented,
			expected: []string{"200, the same user"},
			see: func(a *asker) string {
				name := uuid.NewString()
				first, second := a.createNamed(name), a.createNamed(name)
				return fmt.Sprintf(
					"%d, the %s user",
					second.status,
					sameOr(first.text("identity.id") == second.text("identity.id"), "another"),
				)
			},
		},
		{name: "custom-id/get", text: "What does GET of an identity return?", source: documented,
			expected: []string{"200: customId, id"}, see: func(a *asker) string {
				return a.getIdentity(a.createNamed(uuid.NewString()).text("identity.id"))
			}},
		{name: "custom-id/get-with-token", text: "What does GET return of an identity that has a token?", source: documented,
			expected: []string{
				"200: id, lastTokenIssuedAt",
			}, see: func(a *asker) string { return a.getIdentity(a.newUser().id) }},
		{name: "custom-id/get-deleted", text: "What does GET of a deleted identity return?", source: unknown,
			expected: []string{"404"}, see: func(a *asker) string {
				u := a.newUser()
				a.must(http.StatusNoContent, call{method: http.MethodDelete, path: identityPath(u.id)})
				return status(a.do(call{method: http.MethodGet, path: identityPath(u.id), version: previewVersion}))
			}},
		{name: "custom-id/after-deletion", text: "Whose is a customId whose user was deleted?", source: unknown,
			expected: []string{"201, another user", "409"}, choice: "custom-id-again",
			values: map[string]string{"201, another user": "201", "409": "409"}, see: func(a *asker) string {
				name := uuid.NewString()
				first := a.createNamed(name).text("identity.id")
				a.must(http.StatusNoContent, call{method: http.MethodDelete, path: identityPath(first)})
				second := a.createNamed(name)
				if second.status >= http.StatusBadRequest {
					return status(second)
				}
				return fmt.Sprintf("%d, %s user", second.status,
					map[bool]string{true: "the same", false: "another"}[second.text("identity.id") == first])
			}},
		{name: "custom-id/longest", text: "Is a customId of 256 characters accepted?", source: documented,
			expected: []string{"201"}, see: func(a *asker) string { return status(a.createNamed(long(256))) }},
		{name: "custom-id/too-long", text: "Is a customId of 257 characters rejected?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string { return status(a.createNamed(long(257))) }},
		{name: "custom-id/letter-case", text: "Is a customId in another letter case the same?", source: unknown,
			expected: []string{"201, another user"}, see: func(a *asker) string {
				name := uuid.NewString()
				first, second := a.createNamed("u-"+name), a.createNamed("U-"+name)
				return fmt.Sprintf("%d, %s user", second.status,
					map[bool]string{true: "the same", false: "another"}[first.text("identity.id") == second.text("identity.id")])
			}},
		{name: "custom-id/stable-version", text: "What does the stable version make of a customId?", source: unknown,
			expected: []string{"201: id", "400: "}, see: func(a *asker) string {
				resp := a.identity(http.MethodPost, "/identities", object{"customId": uuid.NewString()})
				if id := resp.text("identity.id"); id != "" {
					a.made.users = append(a.made.users, id)
				}
				return fmt.Sprintf("%d: %s", resp.status, resp.fields("identity"))
			}},
	}
}

// createNamed creates an identity with a customId.
func (a *asker) createNamed(name string) response {
	resp := a.do(
		call{method: http.MethodPost, path: "/identities", version: previewVersion, body: object{"customId": name}},
	)
	if id := resp.text("identity.id"); id != "" {
		a.made.users = append(a.made.users, id)
	}
	return resp
}

// getIdentity says what GET of an identity returns.
func (a *asker) getIdentity(id string) string {
	resp := a.do(call{method: http.MethodGet, path: identityPath(id), version: previewVersion})
	return fmt.Sprintf("%d: %s", resp.status, resp.fields(""))
}

// long returns a customId of so many characters that nobody else has.
func long(characters int) string {
	return (uuid.NewString() + strings.Repeat("x", characters))[:characters]
}
