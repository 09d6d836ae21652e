package emulator

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// Operation names a call of the service.
type Operation string

// The calls of the chat and identity API.
const (
	OpCreateThread      Operation = "CreateThread"
	OpListThreads       Operation = "ListThreads"
	OpGetThread         Operation = "GetThread"
	OpUpdateThread      Operation = "UpdateThread"
	OpDeleteThread      Operation = "DeleteThread"
	OpListParticipants  Operation = "ListParticipants"
	OpAddParticipants   Operation = "AddParticipants"
	OpRemoveParticipant Operation = "RemoveParticipant"
	OpSendMessage       Operation = "SendMessage"
	OpListMessages      Operation = "ListMessages"
	OpGetMessage        Operation = "GetMessage"
	OpUpdateMessage     Operation = "UpdateMessage"
	OpDeleteMessage     Operation = "DeleteMessage"
	OpListReadReceipts  Operation = "ListReadReceipts"
	OpSendReadReceipt   Operation = "SendReadReceipt"
	OpSendTyping        Operation = "SendTyping"
	// OpRealTimeConfig asks where real-time notifications come from. The response is 501: they are not emulated.
	OpRealTimeConfig Operation = "RealTimeConfig"
	OpCreateIdentity Operation = "CreateIdentity"
	OpGetIdentity    Operation = "GetIdentity" // of the preview 2025-03-02-preview alone
	OpDeleteIdentity Operation = "DeleteIdentity"
	OpIssueToken     Operation = "IssueToken"
	OpRevokeTokens   Operation = "RevokeTokens"
	// OpTeams is every call about Teams. They are answered with 501, because Teams is not emulated.
	OpTeams Operation = "Teams"
)

// handler carries a call out in a transaction.
type handler func(*Server, *store.Tx, *call) (response, error)

// route says how one call is recognized and what it needs.
type route struct {
	operation Operation
	method    string
	path      []string // segments; those in braces match anything and are the call's parameters
	versions  []string // of the API that it belongs to
	since     string   // the first of them that has the call; "" means all
	only      string   // the one version that has the call, where it is not a stable one; "" means that many have it
	scopes    []string // of the user token, any of them; none for identity calls
	handle    handler
}

// routeTable is the API: every call that the server answers.
type routeTable []route

func routes() routeTable {
	const (
		threads      = "/chat/threads"
		thread       = threads + "/{thread}"
		participants = thread + "/participants"
		messages     = thread + "/messages"
		message      = messages + "/{message}"
		receipts     = thread + "/readReceipts"
		identities   = "/identities"
		identity     = identities + "/{user}"
		extension    = "/access/teamsExtension"
		assignment   = extension + "/tenants/{tenant}/assignments/{object}"
	)
	chat := func(op Operation, method, path string, scopes []string, handle handler) route {
		return route{op, method, strings.Split(path, "/"), chatVersions(), "", "", scopes, handle}
	}
	ident := func(op Operation, method, path string, handle handler) route {
		return route{op, method, strings.Split(path, "/"), identityVersions(), "", "", nil, handle}
	}
	inVersion := func(version string, r route) route {
		r.only = version
		return r
	}
	teams := func(since, method, path string) route {
		return route{OpTeams, method, strings.Split(path, "/"), identityVersions(), since, "", nil, (*Server).refuseTeams}
	}
	// What each chat scope allows is documented with the access token scopes.
	owner := []string{"chat"}
	joined := []string{"chat", "chat.join"}
	guest := []string{"chat", "chat.join", "chat.join.limited"}
	return routeTable{
		chat(OpCreateThread, http.MethodPost, threads, owner, (*Server).createThread),
		chat(OpListThreads, http.MethodGet, threads, guest, (*Server).listThreads),
		chat(OpGetThread, http.MethodGet, thread, guest, (*Server).getThread),
		chat(OpUpdateThread, http.MethodPatch, thread, owner, (*Server).updateThread),
		chat(OpDeleteThread, http.MethodDelete, thread, owner, (*Server).deleteThread),
		chat(OpListParticipants, http.MethodGet, participants, guest, (*Server).listParticipants),
		chat(OpAddParticipants, http.MethodPost, participants+"/:add", joined, (*Server).addParticipants),
		chat(OpRemoveParticipant, http.MethodPost, participants+"/:remove", joined, (*Server).removeParticipant),
		chat(OpSendMessage, http.MethodPost, messages, guest, (*Server).sendMessage),
		chat(OpListMessages, http.MethodGet, messages, guest, (*Server).listMessages),
		chat(OpGetMessage, http.MethodGet, message, guest, (*Server).getMessage),
		chat(OpUpdateMessage, http.MethodPatch, message, guest, (*Server).updateMessage),
		chat(OpDeleteMessage, http.MethodDelete, message, guest, (*Server).deleteMessage),
		chat(OpListReadReceipts, http.MethodGet, receipts, guest, (*Server).listReadReceipts),
		chat(OpSendReadReceipt, http.MethodPost, receipts, guest, (*Server).sendReadReceipt),
		chat(OpSendTyping, http.MethodPost, thread+"/typing", guest, (*Server).sendTyping),
		inVersion(
			realTimeVersion,
			chat(OpRealTimeConfig, http.MethodGet, "/chat/config/realTimeNotifications", guest, (*Server).refuseRealTime),
		),
		ident(OpCreateIdentity, http.MethodPost, identities, (*Server).createIdentity),
		inVersion(identityPreview, ident(OpGetIdentity, http.MethodGet, identity, (*Server).getIdentity)),
		ident(OpDeleteIdentity, http.MethodDelete, identity, (*Server).deleteIdentity),
		ident(OpIssueToken, http.MethodPost, identity+"/:issueAccessToken", (*Server).issueToken),
		ident(OpRevokeTokens, http.MethodPost, identity+"/:revokeAccessTokens", (*Server).revokeTokens),
		teams("2022-06-01", http.MethodPost, "/teamsUser/:exchangeAccessToken"),
		teams("2025-06-30", http.MethodPost, extension+"/:exchangeAccessToken"),
		teams("2025-06-30", http.MethodGet, assignment),
		teams("2025-06-30", http.MethodPut, assignment),
		teams("2025-06-30", http.MethodDelete, assignment),
	}
}

// find returns the route of a request and the parameters in its path, or why there is none.
func (table routeTable) find(method string, u *url.URL) (*route, map[string]string, error) {
	refused := notFound("There is no such resource.")
	segments, ok := splitPath(u)
	if !ok {
		return nil, nil, refused
	}
	for i := range table {
		parameters, ok := matchPath(table[i].path, segments)
		if !ok {
			continue
		}
		if table[i].method == method {
			return &table[i], parameters, nil
		}
		refused = errMethod()
	}
	return nil, nil, refused
}

func errMethod() error {
	return &refusal{
		status:  http.StatusMethodNotAllowed,
		code:    "MethodNotAllowed",
		message: "The method is not allowed here.",
	}
}

// splitPath splits before it unescapes, so an escaped slash stays inside its segment and an id arrives whole
// however much of it was escaped.
func splitPath(u *url.URL) ([]string, bool) {
	segments := strings.Split(u.EscapedPath(), "/")
	for i, segment := range segments {
		plain, err := url.PathUnescape(segment)
		if err != nil {
			return nil, false
		}
		segments[i] = plain
	}
	return segments, true
}

func matchPath(pattern, segments []string) (map[string]string, bool) {
	if len(pattern) != len(segments) {
		return nil, false
	}
	parameters := map[string]string{}
	for i, want := range pattern {
		if name, isParameter := strings.CutPrefix(want, "{"); isParameter {
			parameters[strings.TrimSuffix(name, "}")] = segments[i]
		} else if want != segments[i] {
			return nil, false
		}
	}
	return parameters, true
}
