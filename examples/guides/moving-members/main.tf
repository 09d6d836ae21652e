terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

resource "chat_user" "person" {
  for_each = toset(["ada", "grace"])
}

# Everything that happened in the thread, read in every run.
data "chat_messages" "all" {
  thread_id = chat_thread.on_call.id
}

output "left" {
  value = length([for message in data.chat_messages.all.messages : message if message.type == "participantRemoved"])
}
