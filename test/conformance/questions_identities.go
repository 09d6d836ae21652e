package main

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

// identityQuestions ask about users, and about calls that are signed.
func identityQuestions() []question {
	return []question{
		{name: "identity/create-fields", text: "What does creating an identity return?", source: recorded,
			expected: []string{"201: identity (id)"}, see: func(a *asker) string {
				resp := a.must(http.StatusCreated, call{method: http.MethodPost, path: "/identities", body: object{}})
				a.made.users = append(a.made.users, resp.text("identity.id"))
				return fmt.Sprintf("201: %s (%s)", resp.fields(""), resp.fields("identity"))
			}},
		{
			name:     "identity/create-with-token-fields",
			text:     "What does creating an identity with a token return?",
			source:   recorded,
			expected: []string{"201: accessToken (expiresOn, token), identity (id)"},
			see: func(a *asker) string {
				resp := a.must(http.StatusCreated, call{method: http.MethodPost, path: "/identities",
					body: object{"createTokenWithScopes": []string{"chat"}}})
				a.made.users = append(a.made.users, resp.text("identity.id"))
				return fmt.Sprintf("201: accessToken (%s), identity (%s)", resp.fields("accessToken"), resp.fields("identity"))
			},
		},
		{name: "identity/id-form", text: "What does the ID of a user look like?", source: recorded,
			expected: []string{"8:acs:<guid>_<guid>"}, see: func(a *asker) string { return form(a.first().id) }},
		{name: "identity/delete", text: "What does deleting an identity return?", source: recorded,
			expected: []string{"204"}, see: func(a *asker) string {
				return a.identity(http.MethodDelete, identityPath(a.newUser().id), nil).refusal()
			}},
		{name: "identity/delete-again", text: "What does deleting an identity a second time return?", source: unknown,
			expected: []string{"404", "204"}, choice: "delete-identity-again", values: sameValues("404", "204"),
			see: func(a *asker) string {
				path := identityPath(a.newUser().id)
				a.must(http.StatusNoContent, call{method: http.MethodDelete, path: path})
				return status(a.identity(http.MethodDelete, path, nil))
			}},
		{name: "identity/unknown-id-delete", text: "What does deleting a user that never existed return?", source: unknown,
			expected: []string{"404", "204"}, choice: "delete-identity-again", values: sameValues("404", "204"),
			see: func(a *asker) string { return status(a.identity(http.MethodDelete, identityPath(a.nobody()), nil)) }},
		{
			name:     "identity/wrong-key",
			text:     "How is a signature with a wrong access key rejected?",
			source:   recorded,
			reads:    true,
			expected: []string{"401 Denied: Denied by the resource provider."},
			see: func(a *asker) string {
				wrong := *a.service
				wrong.key = []byte("this is not the key of the resource")
				resp, err := wrong.do(a.ctx, call{method: http.MethodPost, path: "/identities", body: object{}})
				a.err = err
				return fmt.Sprintf("%s: %s", resp.refusal(), resp.errorField("message"))
			},
		},
		{
			name:     "identity/old-signature",
			text:     "Is a signature that is ten minutes old rejected?",
			source:   documented,
			reads:    true,
			expected: []string{"401"},
			see: func(a *asker) string {
				return status(a.do(call{method: http.MethodPost, path: "/identities", body: object{}, late: 10 * time.Minute}))
			},
		},
		{name: "identity/user-token", text: "Does an identity call accept the token of a user?", source: documented,
			expected: []string{"401"}, see: func(a *asker) string {
				return status(a.do(call{method: http.MethodPost, path: "/identities", body: object{}, token: a.first().token}))
			}},
		{name: "identity/unknown-version", text: "How is an unknown API version rejected?", source: documented, reads: true,
			expected: []string{"400"}, see: func(a *asker) string {
				return status(a.do(call{method: http.MethodPost, path: "/identities", body: object{}, version: "1999-01-01"}))
			}},
	}
}

// tokenQuestions ask about user access tokens.
func tokenQuestions() []question {
	lifetime := func(minutes any) func(*asker) string {
		return func(a *asker) string {
			body := object{"scopes": []string{"chat"}}
			if minutes != nil {
				body["expiresInMinutes"] = minutes
			}
			resp := a.identity(http.MethodPost, identityPath(a.first().id)+"/:issueAccessToken", body)
			if resp.status != http.StatusOK {
				return refusalWithTarget(resp)
			}
			said := claims(resp.text("token"))
			from, _ := said["iat"].(float64)
			until, _ := said["exp"].(float64)
			return fmt.Sprintf("200: %.0f minutes", (until-from)/60)
		}
	}
	scopes := func(scopes any) func(*asker) string {
		return func(a *asker) string {
			return refusalWithTarget(
				a.identity(http.MethodPost, identityPath(a.first().id)+"/:issueAccessToken", object{"scopes": scopes}),
			)
		}
	}
	return []question{
		{name: "token/lifetime-default", text: "How long is a token valid?", source: documented,
			expected: []string{"200: 1440 minutes"}, see: lifetime(nil)},
		{name: "token/lifetime-shortest", text: "Can a token be valid for 60 minutes?", source: documented,
			expected: []string{"200: 60 minutes"}, see: lifetime(60)},
		{name: "token/lifetime-too-short", text: "How is a lifetime of 59 minutes rejected?", source: recorded,
			expected: []string{"400 ValidationError (target ExpiresInMinutes): ExpiresInMinutes value 59 is invalid. " +
				"Value must be within the [60, 1440] interval."}, see: lifetime(59)},
		{name: "token/lifetime-too-long", text: "How is a lifetime of 1441 minutes rejected?", source: recorded,
			expected: []string{"400 ValidationError (target ExpiresInMinutes): ExpiresInMinutes value 1441 is invalid. " +
				"Value must be within the [60, 1440] interval."}, see: lifetime(1441)},
		{name: "token/no-scopes", text: "How is a token without scopes rejected?", source: recorded,
			expected: []string{"400 ValidationError (target Scopes): Scopes: The Scopes field is required."}, see: scopes(nil)},
		{name: "token/unknown-scope", text: "Is an unknown scope rejected?", source: documented,
			expected: []string{"400"}, see: func(a *asker) string {
				return status(
					a.identity(http.MethodPost, identityPath(a.first().id)+"/:issueAccessToken", object{"scopes": []string{"chess"}}),
				)
			}},
		{name: "token/expires-on-form", text: "How is the time written that a token expires on?", source: recorded,
			expected: []string{"UTC as +00:00, at most 7 digits, no trailing zeros"}, see: func(a *asker) string {
				resp := a.must(http.StatusOK, call{method: http.MethodPost, path: identityPath(a.first().id) + "/:issueAccessToken",
					body: object{"scopes": []string{"chat"}}})
				text := resp.text("expiresOn")
				if regexp.MustCompile(`^[0-9-]+T[0-9:]+(\.[0-9]{0,6}[1-9])?\+00:00$`).MatchString(text) {
					return "UTC as +00:00, at most 7 digits, no trailing zeros"
				}
				return regexp.MustCompile(`[0-9]`).ReplaceAllString(text, "0")
			}},
		{name: "token/claims", text: "Which claims does a token carry?", source: recorded,
			expected: []string{"acsScope, csi, exp, iat, resourceId, scp, skypeid"}, see: func(a *asker) string {
				said := response{body: any(claims(a.first().token))}
				known := []string{"acsScope", "csi", "exp", "iat", "resourceId", "scp", "skypeid"}
				fields := slices.DeleteFunc(
					strings.Split(said.fields(""), ", "),
					func(f string) bool { return !slices.Contains(known, f) },
				)
				return strings.Join(fields, ", ")
			}},
		{name: "token/skypeid", text: "Is the claim skypeid the user's ID without 8:?", source: recorded,
			expected: []string{"yes"}, see: func(a *asker) string {
				u := a.first()
				return yes(claims(u.token)["skypeid"] == strings.TrimPrefix(u.id, "8:"))
			}},
		{name: "token/deleted-user", text: "Can a token be issued for a deleted user?", source: unknown,
			expected: []string{"404", "403"}, choice: "deleted-identity-token", values: sameValues("404", "403"),
			see: func(a *asker) string {
				path := identityPath(a.newUser().id)
				a.must(http.StatusNoContent, call{method: http.MethodDelete, path: path})
				return status(a.identity(http.MethodPost, path+"/:issueAccessToken", object{"scopes": []string{"chat"}}))
			}},
		{name: "token/after-deletion", text: "Is the token of a deleted user still accepted?", source: documented,
			expected: []string{"401"}, see: func(a *asker) string {
				u := a.newUser()
				a.must(http.StatusNoContent, call{method: http.MethodDelete, path: identityPath(u.id)})
				return status(a.as(u, http.MethodGet, "/chat/threads", nil))
			}},
		revocation(),
		{
			name:     "token/issued-after-revocation",
			text:     "Is a token accepted that was issued after a revocation?",
			source:   documented,
			expected: []string{"200"},
			see: func(a *asker) string {
				u := a.newUser()
				a.must(http.StatusNoContent, call{method: http.MethodPost, path: identityPath(u.id) + "/:revokeAccessTokens"})
				a.pause(time.Second) // a token of the same second may count as issued before
				resp := a.must(http.StatusOK, call{method: http.MethodPost, path: identityPath(u.id) + "/:issueAccessToken",
					body: object{"scopes": []string{"chat"}}})
				return status(a.as(user{u.id, resp.text("token")}, http.MethodGet, "/chat/threads", nil))
			},
		},
		{name: "token/not-a-token", text: "How is something rejected that is not a token?", source: documented, reads: true,
			expected: []string{"401"}, see: func(a *asker) string {
				return status(a.as(user{token: "not-a-token"}, http.MethodGet, "/chat/threads", nil))
			}},
		{name: "token/scope-voip", text: "Does a chat call accept a token for voip?", source: documented,
			expected: []string{"401", "403"}, see: func(a *asker) string {
				resp := a.must(http.StatusOK, call{method: http.MethodPost, path: identityPath(a.first().id) + "/:issueAccessToken",
					body: object{"scopes": []string{"voip"}}})
				return status(a.as(user{token: resp.text("token")}, http.MethodGet, "/chat/threads", nil))
			}},
	}
}

// revocation asks when a revocation takes effect.
func revocation() question {
	return question{name: "token/revoked", text: "Is a token rejected as soon as it was revoked?", source: unknown,
		expected: []string{"401", "200"}, choice: "revocation", values: map[string]string{"401": "at-once", "200": "delayed"},
		see: func(a *asker) string {
			u := a.newUser()
			a.must(http.StatusNoContent, call{method: http.MethodPost, path: identityPath(u.id) + "/:revokeAccessTokens"})
			return status(a.as(u, http.MethodGet, "/chat/threads", nil))
		}}
}
