resource "chat_thread" "hello" {
  topic = "Hello"
}
