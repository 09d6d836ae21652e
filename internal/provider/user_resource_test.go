package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

func TestAccUser_isCreatedAndDeleted(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s, resource.TestStep{Config: `resource "chat_user" "a" {}
resource "chat_thread" "t" { topic = "Hello" }
resource "chat_thread_member" "m" {
  thread_id = chat_thread.t.id
  user_id = chat_user.a.id
}
resource "chat_message" "m" {
  thread_id = chat_thread.t.id
  content = "hello"
}
data "chat_messages" "m" {
  thread_id = chat_thread.t.id
  depends_on = [chat_message.m, chat_thread_member.m]
}
output "m" { value = data.chat_messages.m.messages }
`})
}
