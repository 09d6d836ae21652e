variable "thread_id" {
  type = string
}

# A thread whose ID is known …
data "chat_thread" "support" {
  id = var.thread_id
}

# … or the only one that has this topic.
data "chat_thread" "announcements" {
  topic = "Announcements"
}

output "topic" {
  value = data.chat_thread.support.topic
}

output "announcements_id" {
  value = data.chat_thread.announcements.id
}
