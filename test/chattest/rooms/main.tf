terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

variable "name" {
  type = string
}

variable "people" {
  description = "User ids, by the name that each one is shown with."
  type        = map(string)
}

resource "chat_thread" "room" {
  topic             = "Room: ${var.name}"
  delete_after_days = 30
}

resource "chat_thread_member" "person" {
  for_each = var.people

  thread_id    = chat_thread.room.id
  user_id      = each.value
  display_name = each.key
}

output "thread_id" {
  value = chat_thread.room.id
}
