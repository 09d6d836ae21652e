variable "thread_id" {
  type = string
}

variable "message_id" {
  type = string
}

data "chat_message" "welcome" {
  thread_id = var.thread_id
  id        = var.message_id
}

output "text" {
  value = data.chat_message.welcome.content.message
}
