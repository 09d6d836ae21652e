resource "chat_thread" "open" {
  topic = "Open for everybody"
}

resource "chat_thread_member" "person" {
  for_each = chat_user.person

  thread_id    = chat_thread.open.id
  user_id      = each.value.id
  display_name = title(each.key)
}
