# send_message(content, priority, sender_display_name)
resource "chat_message" "hello" {
  thread_id           = chat_thread.hello.id
  content             = "Hello, everyone."
  sender_display_name = "Ada"
  metadata            = { priority = "high" } # or "normal"
}

output "message_id" {
  value = chat_message.hello.id
}
