package docs

import (
	"fmt"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-exec/tfexec"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// What a query finds becomes configuration that imports it all and then has nothing to change: threads with and without metadata and
// retention, members, and messages of both types.
func TestAccQuery_generatedConfigurationImportsEverythingUnchanged(t *testing.T) {
	t.Parallel()
	configuration := configuration{"import", []string{"../../examples/guides/import/versions.tf"}}
	if why := beyondCommand(t, "terraform query"); why != "" {
		t.Skip("not queried: " + why)
	}
	w := newWorkspace(t, configuration)
	objects := w.fillWithMany(t)
	w.write(t, "all.tfquery.hcl", everything)
	messages := must(w.QueryJSON(t.Context(), tfexec.GenerateConfigOut(filepath.Join(w.folder, "generated.tf"))))(t)
	for message := range messages {
		if message.Err != nil {
			t.Fatal(message.Err)
		}
	}
	before := len(w.service.Requests())
	w.plan(t)
	plan := must(w.ShowPlanFile(t.Context(), planFile))(t)
	if imported := importing(plan); imported != objects {
		t.Errorf("the plan imports %d objects, want %d", imported, objects)
	}
	for _, change := range plan.ResourceChanges {
		if !change.Change.Actions.NoOp() {
			t.Errorf("%s: %v, although it was generated from what is there:\n%v\n%v",
				change.Address, change.Change.Actions, change.Change.Before, change.Change.After)
		}
	}
	w.applyPlan(t)
	w.planIsEmpty(t)
	for _, request := range w.service.Requests()[before:] {
		if request.Method != http.MethodGet && request.Operation != emulator.OpIssueToken {
			t.Errorf("importing called %s", request.Operation)
		}
	}
}

// everything lists all threads that the acting user is in, with their members and messages.
const everything = `
list "chat_thread" "all" {
  provider         = chat
  include_resource = true
  limit            = 1000
}
list "chat_thread_member" "all" {
  for_each         = { for thread in list.chat_thread.all.data : thread.identity.id => thread }
  provider         = chat
  include_resource = true
  limit            = 1000
  config { thread_id = each.key }
}
list "chat_message" "all" {
  for_each         = { for thread in list.chat_thread.all.data : thread.identity.id => thread }
  provider         = chat
  include_resource = true
  limit            = 1000
  config { thread_id = each.key }
}
`

// fillWithMany makes a hundred objects as an application would, and returns how many there are to import.
func (w *testWorkspace) fillWithMany(t *testing.T) int {
	t.Helper()
	chat := must(client.New(client.Options{
		Endpoint: w.service.URL(), AccessKey: w.service.AccessKey(), ActingUserID: w.acting, DisableThrottling: true,
	}))(t)
	objects := 3 // a thread with a member and a message is there already
	days := 60
	for i := range 8 {
		thread := client.NewThread{Topic: fmt.Sprintf("Thread %d", i)}
		if i%2 == 1 {
			thread.Metadata, thread.DeleteAfterDays = map[string]string{"number": fmt.Sprint(i)}, &days
		}
		for j := range 6 {
			user := must(w.service.CreateUser(t.Context()))(t)
			thread.Members = append(thread.Members, client.Member{UserID: user, DisplayName: []string{"", "Ada"}[j%2]})
		}
		created, _, err := chat.CreateThread(t.Context(), thread)
		made := must(created, err)(t).ID
		for j := range 6 {
			message := client.NewMessage{Content: fmt.Sprintf("Message %d", j), Type: client.MessageText}
			if j%2 == 1 {
				message.Type, message.SenderDisplayName, message.Metadata = client.MessageHTML, "Bot", map[string]string{"kind": "notice"}
			}
			must(chat.SendMessage(t.Context(), made, "", message))(t)
		}
		objects += 1 + 6 + 6
	}
	return objects
}
