resource "chat_thread_member" "ada" {
  thread_id          = chat_thread.hello.id
  user_id            = chat_user.ada.id
  display_name       = "Ada"
  share_history_time = "2026-01-01T00:00:00Z"
}

resource "chat_thread_member" "grace" {
  thread_id    = chat_thread.hello.id
  user_id      = chat_user.grace.id
  display_name = "Grace"
}
