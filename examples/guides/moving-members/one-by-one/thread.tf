resource "chat_thread" "on_call" {
  topic = "On call"
}

resource "chat_thread_member" "person" {
  for_each = chat_user.person

  thread_id    = chat_thread.on_call.id
  user_id      = each.value.id
  display_name = title(each.key)
}
