package provider

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
)

// TestAccIdentity_eachResourceHasOne needs Terraform 1.12. Without it, TestResources_importByIDAndByIdentityAreTheSame asks
// the same on the protocol.
func TestAccIdentity_eachResourceHasOne(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	u := s.users(t, 1)[0]
	config := memberConfig(u, `display_name = "A"`) + `
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content   = "Hello"
}
resource "chat_user" "u" {}
`
	acceptanceCase(t, s, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{{Config: config, ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentity(theThread, map[string]knownvalue.Check{"id": knownvalue.NotNull()}),
			statecheck.ExpectIdentity(theMember, map[string]knownvalue.Check{"thread_id": knownvalue.NotNull(), "user_id": knownvalue.StringExact(u)}),
			statecheck.ExpectIdentity(theMessage, map[string]knownvalue.Check{"thread_id": knownvalue.NotNull(), "id": knownvalue.NotNull()}),
			statecheck.ExpectIdentity("chat_user.u", map[string]knownvalue.Check{"id": knownvalue.NotNull()}),
		}}},
	})
}

// TestAccIdentity_importsByIdentity needs Terraform 1.12, as above.
func TestAccIdentity_importsByIdentity(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	sample := s.sample(t)
	config := fmt.Sprintf(`
import {
  to       = chat_thread.t
  identity = { id = %[1]q }
}
import {
  to       = chat_thread_member.m
  identity = { thread_id = %[1]q, user_id = %[2]q }
}
import {
  to       = chat_message.m
  identity = { thread_id = %[1]q, id = %[3]q }
}
import {
  to       = chat_user.u
  identity = { id = %[2]q }
}
resource "chat_thread" "t" {
  topic = "Sample"
}
resource "chat_thread_member" "m" {
  thread_id    = chat_thread.t.id
  user_id      = %[2]q
  display_name = "A"
}
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content   = "Hello"
}
resource "chat_user" "u" {}
`, sample.threadID, sample.userID, sample.messageID)
	acceptanceCase(t, s, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			s.planned(theThread, plancheck.ResourceActionNoop, config, s.writes()),
			s.planned(theMember, plancheck.ResourceActionNoop, config, s.writes()),
		},
	})
}
