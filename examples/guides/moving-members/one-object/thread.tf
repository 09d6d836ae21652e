resource "chat_thread" "on_call" {
  topic = "On call"
}

resource "chat_thread_members" "on_call" {
  thread_id = chat_thread.on_call.id
  members   = { for name, user in chat_user.person : name => { user_id = user.id, display_name = title(name) } }
}

# Removes it from the state only: no one leaves the thread.
removed {
  from = chat_thread_member.on_call

  lifecycle {
    destroy = false
  }
}
