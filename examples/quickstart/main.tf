terraform {
  required_providers {
    chat = {
      source  = "terraform-acs/chat"
      version = "~> 0.1"
    }
  }
}

# The login and the acting user come from the environment:
# CHAT_CONNECTION_STRING and CHAT_USER_ID.
provider "chat" {}

variable "topic" {
  description = "Topic of the thread. Changing it updates the thread in place."
  type        = string
  default     = "Release 1.0"
}

variable "people" {
  description = "The members: a key of your choice, and the name that others see."
  type        = map(string)
  default = {
    alice = "Alice"
    bob   = "Bob"
  }
}

variable "announcement" {
  description = "The first message. Changing it edits the message; null deletes it."
  type        = string
  default     = "The release starts at 14:00 UTC."
}

resource "chat_user" "person" {
  for_each = var.people
}

resource "chat_thread" "release" {
  topic = var.topic

  members = { for key, name in var.people : key => {
    user_id            = chat_user.person[key].id
    display_name       = name
    share_history_time = "2024-01-01T00:00:00Z" # they see everything since then
  } }
}

resource "chat_message" "announcement" {
  count = var.announcement == null ? 0 : 1

  thread_id           = chat_thread.release.id
  content             = var.announcement
  sender_display_name = "Release bot"
  metadata            = { priority = "high" }
}

data "chat_messages" "all" {
  thread_id = chat_thread.release.id

  depends_on = [chat_thread.release, chat_message.announcement]
}

output "thread_id" {
  value = chat_thread.release.id
}

output "topic" {
  value = chat_thread.release.topic
}

output "messages" {
  description = "What happened in the thread, oldest first: users' messages and the service's own."
  value = [for message in reverse(data.chat_messages.all.messages) : {
    type       = message.type
    created_on = message.created_on
    edited_on  = message.edited_on
    deleted_on = message.deleted_on
    sender     = message.sender_display_name
    text       = message.content.message
  }]
}
