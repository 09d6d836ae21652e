package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
)

// asker asks one question: it makes calls as the users that it needs. After the first failure it makes no more calls,
// so a question looks at err only once, as a user of bufio.Writer does.
type asker struct {
	*run
	ctx context.Context
	err error
}

// user is an identity with a token.
type user struct{ id, token string }

// do makes a call.
func (a *asker) do(c call) response {
	if a.err != nil {
		return response{}
	}
	var resp response
	resp, a.err = a.service.do(a.ctx, c)
	return resp
}

// must makes a call that has to succeed for the question to be asked.
func (a *asker) must(status int, c call) response {
	resp := a.do(c)
	if a.err == nil && resp.status != status {
		a.err = fmt.Errorf(
			"%s %s: %s instead of %d, so the question could not be asked",
			c.method,
			c.path,
			resp.refusal(),
			status,
		)
	}
	return resp
}

// as makes a chat call as a user.
func (a *asker) as(u user, method, path string, body any) response {
	return a.do(call{method: method, path: path, token: u.token, body: body})
}

// mustAs makes a chat call as a user that has to succeed.
func (a *asker) mustAs(u user, status int, method, path string, body any) response {
	return a.must(status, call{method: method, path: path, token: u.token, body: body})
}

// newUser creates a user, which the end of the run deletes.
func (a *asker) newUser() user {
	resp := a.must(http.StatusCreated, call{method: http.MethodPost, path: "/identities",
		body: object{"createTokenWithScopes": []string{"chat"}}})
	u := user{resp.text("identity.id"), resp.text("accessToken.token")}
	if a.err == nil {
		a.made.users = append(a.made.users, u.id)
	}
	return u
}

// first and second return users that questions share, which they neither delete nor lock out.
func (a *asker) first() user  { return a.shared(0) }
func (a *asker) second() user { return a.shared(1) }

func (a *asker) shared(n int) user {
	if a.err == nil && a.readOnly && len(a.users) <= n {
		a.err = errNoUser
	}
	for a.err == nil && len(a.users) <= n {
		if u := a.newUser(); a.err == nil {
			a.users = append(a.users, u)
		}
	}
	if a.err != nil {
		return user{}
	}
	return a.users[n]
}

// create asks for a thread of the first user, which the end of the run deletes.
func (a *asker) create(body object) response {
	if _, given := body["topic"]; !given {
		body["topic"] = topic
	}
	return a.createWith(body, nil)
}

func (a *asker) createWith(body object, header map[string]string) response {
	creator := a.first()
	resp := a.do(call{method: http.MethodPost, path: "/chat/threads", token: creator.token, body: body, header: header})
	if id := resp.text("chatThread.id"); id != "" {
		a.made.threads = append(a.made.threads, thread{id, creator})
	}
	return resp
}

// topic is that of every thread, so what a killed run left behind can be found.
const topic = "Conformance question"

// thread returns the path of a new thread of the first user and others.
func (a *asker) thread(others ...user) string {
	var members []object
	for _, other := range others {
		members = append(members, member(other.id))
	}
	resp := a.create(object{"participants": members})
	if a.err == nil && resp.status != http.StatusCreated {
		a.err = fmt.Errorf("creating a thread: %s, so the question could not be asked", resp.refusal())
	}
	return pathOf(resp.text("chatThread.id"))
}

func pathOf(threadID string) string { return "/chat/threads/" + url.PathEscape(threadID) }

// member returns a participant to add, with attributes in pairs.
func member(id string, attributes ...any) object {
	m := object{"communicationIdentifier": object{"rawId": id, "communicationUser": object{"id": id}}}
	for i := 0; i+1 < len(attributes); i += 2 {
		m[attributes[i].(string)] = attributes[i+1]
	}
	return m
}

// add asks to add members to a thread, as the first user.
func (a *asker) add(threadPath string, members ...object) response {
	return a.as(a.first(), http.MethodPost, threadPath+"/participants/:add", object{"participants": members})
}

// remove removes a member, as the first user.
func (a *asker) remove(threadPath, id string) response {
	return a.as(a.first(), http.MethodPost, threadPath+"/participants/:remove", object{"rawId": id})
}

// members returns the members of a thread by id.
func (a *asker) members(threadPath string) map[string]any {
	members := map[string]any{}
	for _, m := range a.pages(a.first(), threadPath+"/participants") {
		id, _ := at(m, "communicationIdentifier.rawId").(string)
		members[id] = m
	}
	return members
}

// say sends a message to a thread as a user, and returns the message's path.
func (a *asker) say(u user, threadPath string, body object) string {
	resp := a.mustAs(u, http.StatusCreated, http.MethodPost, threadPath+"/messages", body)
	return threadPath + "/messages/" + resp.text("id")
}

// read returns what is at a path.
func (a *asker) read(u user, path string) response {
	return a.mustAs(u, http.StatusOK, http.MethodGet, path, nil)
}

// maxPages ends a list that does not.
const maxPages = 50

// pages returns all elements of a list.
func (a *asker) pages(u user, path string) (all []any) {
	for page := 0; path != "" && a.err == nil; page++ {
		if page == maxPages {
			a.err = errors.New("the list has no end")
		}
		resp := a.read(u, path)
		all = append(all, resp.list("value")...)
		next, foreign := strings.CutPrefix(resp.text("nextLink"), a.service.endpoint)
		if !foreign && next != "" {
			a.err = errors.New("a nextLink leads to another host")
		}
		path = next
	}
	return all
}

// identity makes an identity call in the stable version.
func (a *asker) identity(method, path string, body any) response {
	return a.do(call{method: method, path: path, body: body})
}

// identityPath returns the path of a user's identity.
func identityPath(id string) string { return "/identities/" + url.PathEscape(id) }

// claims returns what a token says about itself.
func claims(token string) object {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	var claims object
	text, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || json.Unmarshal(text, &claims) != nil {
		return nil
	}
	return claims
}

// resource returns the GUID of the resource, which is part of a user's id.
func resource(userID string) string {
	_, rest, _ := strings.Cut(userID, "8:acs:")
	guid, _, _ := strings.Cut(rest, "_")
	return guid
}

// nobody returns a user that does not exist in the resource.
func (a *asker) nobody() string { return "8:acs:" + resource(a.first().id) + "_" + uuid.NewString() }

// stranger returns a user of another resource.
func stranger() string { return "8:acs:" + uuid.NewString() + "_" + uuid.NewString() }

// pause lets time pass, so what comes next is later also by the second.
func (a *asker) pause(d time.Duration) {
	if a.err == nil {
		a.err = a.service.wait(a.ctx, d)
	}
}
