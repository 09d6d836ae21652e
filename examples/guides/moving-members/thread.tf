resource "chat_thread" "on_call" {
  topic   = "On call"
  members = { for name, user in chat_user.person : name => { user_id = user.id, display_name = title(name) } }
}
