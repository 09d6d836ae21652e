resource "chat_message" "hello" {
  thread_id           = chat_thread.hello.id
  content             = "Hello, everybody."
  sender_display_name = "Ada"
  metadata            = { priority = "high" }
}
