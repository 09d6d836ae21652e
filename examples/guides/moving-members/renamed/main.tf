terraform {
  required_providers {
    chat = {
      source = "terraform-acs/chat"
    }
  }
}

provider "chat" {}

resource "chat_user" "person" {
  for_each = toset(["ada", "grace"])
}

resource "chat_thread" "on_call" {
  topic = "On call"
}

resource "chat_thread_member" "on_call" {
  for_each = chat_user.person

  thread_id    = chat_thread.on_call.id
  user_id      = each.value.id
  display_name = title(each.key)
}

moved {
  from = chat_thread_member.person
  to   = chat_thread_member.on_call
}

# Everything that happened in the thread, read in every run.
data "chat_messages" "all" {
  thread_id = chat_thread.on_call.id
}

output "left" {
  value = length([for message in data.chat_messages.all.messages : message if message.type == "participantRemoved"])
}
