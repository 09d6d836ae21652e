variable "thread_id" {
  type = string
}

# A thread whose ID is known …
data "chat_thread" "by_id" {
  id = var.thread_id
}

# … or the only one that has this topic.
data "chat_thread" "by_topic" {
  topic = "Support"
}

output "topic" {
  value = data.chat_thread.by_id.topic
}

output "support_thread_id" {
  value = data.chat_thread.by_topic.id
}
