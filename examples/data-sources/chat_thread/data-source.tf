variable "thread_id" {
  type = string
}

data "chat_thread" "support" {
  id = var.thread_id
}

output "topic" {
  value = data.chat_thread.support.topic
}
