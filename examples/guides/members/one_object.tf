resource "chat_thread_members" "support" {
  thread_id = var.thread_id
  members   = { for name, user in chat_user.person : name => { user_id = user.id, display_name = title(name) } }
}

variable "thread_id" {
  description = "A thread that an application made."
  type        = string
}
