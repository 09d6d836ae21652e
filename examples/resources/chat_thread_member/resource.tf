resource "chat_thread" "support" {
  topic = "Support"
}

resource "chat_user" "ada" {}

resource "chat_thread_member" "ada" {
  thread_id    = chat_thread.support.id
  user_id      = chat_user.ada.id
  display_name = "Ada"

  # Ada does not see messages from before this time.
  share_history_time = "2026-01-01T00:00:00Z"
}
