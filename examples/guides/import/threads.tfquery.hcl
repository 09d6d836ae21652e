list "chat_thread" "support" {
  provider = chat
  limit    = 100

  config {
    topic_regex = "^Support"
  }
}
