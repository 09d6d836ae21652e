terraform {
  required_providers {
    chat = {
      source = "terraform-acs/chat"
    }
  }
}

# The acting user comes from CHAT_USER_ID.
provider "chat" {}

resource "chat_user" "successor" {}

resource "chat_thread" "on_call" {
  topic = "On call"

  members = {
    successor = { user_id = chat_user.successor.id, display_name = "Bot" }
  }
}

output "successor" {
  value = chat_user.successor.id
}

output "creator" {
  value = chat_thread.on_call.created_by
}
