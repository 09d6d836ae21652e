variable "thread_id" {
  type = string
}

# The newest ten messages that people wrote: no system messages, no deleted ones.
data "chat_messages" "recent" {
  thread_id       = var.thread_id
  types           = ["text", "html"]
  include_deleted = false
  max_results     = 10
}

output "recent" {
  value = [for message in data.chat_messages.recent.messages : "${message.created_on} ${message.content.message}"]
}
