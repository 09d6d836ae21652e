terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

resource "chat_user" "ada" {}

resource "chat_thread" "release" {
  topic   = "Release 1.4"
  members = { ada = { user_id = chat_user.ada.id, display_name = "Ada" } }
}

resource "chat_message" "welcome" {
  thread_id = chat_thread.release.id
  content   = "Questions about the release go here."
}

output "thread_id" {
  value = chat_thread.release.id
}
