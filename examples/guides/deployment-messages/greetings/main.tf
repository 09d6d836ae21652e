terraform {
  required_version = ">= 1.16"

  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

resource "chat_thread" "team" {
  for_each = toset(["Platform", "Support"])
  topic    = each.key

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.chat_send_message.welcome]
    }
  }
}

action "chat_send_message" "welcome" {
  config {
    thread_id = caller.id
    content   = "Welcome to ${caller.topic}"
  }
}
