terraform {
  required_providers {
    chat = {
      source = "terraform-acs/chat"
    }
  }
}

# The acting user comes from CHAT_USER_ID.
provider "chat" {}

variable "creator" {
  type = string
}

resource "chat_user" "successor" {}

resource "chat_thread" "on_call" {
  topic = "On call"

  members = {
    successor = { user_id = chat_user.successor.id, display_name = "Bot" }
    creator   = { user_id = var.creator } # without this line the former acting user is removed
  }
}

output "successor" {
  value = chat_user.successor.id
}
