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
  topic   = "On call"
  members = { for name, user in chat_user.person : name => { user_id = user.id, display_name = title(name) } }
}

# Everything that happened in the thread, read in every run.
data "chat_messages" "all" {
  thread_id = chat_thread.on_call.id
}

output "left" {
  value = length([for message in data.chat_messages.all.messages : message if message.type == "participantRemoved"])
}
