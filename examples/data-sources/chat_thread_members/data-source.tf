variable "thread_id" {
  type = string
}

data "chat_thread_members" "support" {
  thread_id = var.thread_id
}

output "names" {
  value = [for user_id, member in data.chat_thread_members.support.members : coalesce(member.display_name, user_id)]
}
