variable "thread_id" {
  description = "A thread that an application created."
  type        = string
}

resource "chat_user" "person" {
  for_each = toset(["ada", "grace"])
}

# Others may be in the thread too; only these are managed.
resource "chat_thread_members" "support" {
  thread_id = var.thread_id
  members   = { for name, user in chat_user.person : name => { user_id = user.id, display_name = title(name) } }
}
