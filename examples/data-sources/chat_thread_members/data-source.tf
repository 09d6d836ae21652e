variable "thread_id" {
  type = string
}

data "chat_thread_members" "support" {
  thread_id = var.thread_id
}

output "names" {
  value = [for member in data.chat_thread_members.support.members : member.display_name]
}
