list "chat_thread" "support" {
  provider = chat

  config {
    topic_regex = "^Support"
  }
}
