resource "chat_thread" "support" {
  topic = "Support"
}

resource "chat_message" "welcome" {
  thread_id           = chat_thread.support.id
  type                = "html"
  content             = "<p>Welcome. Please say <b>what you tried</b> and what happened.</p>"
  sender_display_name = "Support desk"

  metadata = {
    priority = "high"
  }
}
