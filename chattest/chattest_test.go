package chattest_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-acs/terraform-provider-chat/chattest"
)

// configured returns a provider of the service whose block is empty, and what it says.
func configured(t *testing.T, chat *chattest.Service) (tfprotov6.ProviderServer, []*tfprotov6.Diagnostic) {
	t.Helper()
	server, err := chat.ProtoV6ProviderFactories()["chat"]()
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.14.0", Config: &tfprotov6.DynamicValue{JSON: []byte("{}")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return server, resp.Diagnostics
}

// listThreads lists the threads of the acting user.
func listThreads(t *testing.T, server tfprotov6.ProviderServer) []*tfprotov6.Diagnostic {
	t.Helper()
	resp, err := server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: "chat_threads", Config: &tfprotov6.DynamicValue{JSON: []byte("{}")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Diagnostics
}

func TestProvider_environmentOfTheProcessDoesNotMatter(t *testing.T) {
	t.Setenv("CHAT_ACCESS_TOKEN", "of somebody else")
	t.Setenv("CHAT_ENDPOINT", "https://elsewhere.communication.azure.com")
	chat := chattest.New(t)
	server, diags := configured(t, chat)
	if diags = append(diags, listThreads(t, server)...); len(diags) > 0 {
		t.Errorf("the provider says %v", diags)
	}
	if calls := chat.Requests(chattest.OpListThreads); len(calls) != 1 || calls[0].Status != http.StatusOK {
		t.Errorf("the service got %v", calls)
	}
}

func TestClock_expiresTokensAndNotTheLogin(t *testing.T) {
	t.Parallel()
	chat := chattest.New(t)
	server, _ := configured(t, chat)
	listThreads(t, server)
	chat.Clock().Advance(25 * time.Hour)
	if diags := listThreads(t, server); len(diags) > 0 {
		t.Errorf("a day later the provider says %v", diags)
	}
	if issued := chat.Requests(chattest.OpIssueToken); len(issued) != 2 || issued[1].Status != http.StatusOK {
		t.Errorf("tokens were issued by %v", issued)
	}
}

func TestService_faultsStrikeOneServiceOnly(t *testing.T) {
	t.Parallel()
	one, other := chattest.New(t), chattest.New(t)
	one.InjectFault(chattest.Fault{Operation: chattest.OpListThreads, Times: 10, Status: http.StatusForbidden})
	for chat, want := range map[*chattest.Service]int{one: 1, other: 0} {
		server, _ := configured(t, chat)
		if diags := listThreads(t, server); len(diags) != want {
			t.Errorf("the provider says %v, want %d errors", diags, want)
		}
	}
}

func TestService_environmentLogsIn(t *testing.T) {
	t.Parallel()
	chat := chattest.New(t)
	env := chat.Environment()
	if !strings.HasPrefix(env["CHAT_CONNECTION_STRING"], "endpoint="+chat.URL()) ||
		env["CHAT_USER_ID"] != chat.ActingUser() {
		t.Errorf("the environment is %v", env)
	}
	if _, err := chat.IssueToken(t.Context(), "8:acs:nobody"); !errors.Is(err, chattest.ErrNotFound) {
		t.Errorf("a token for nobody: %v", err)
	}
}
