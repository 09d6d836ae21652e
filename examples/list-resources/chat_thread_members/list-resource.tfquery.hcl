list "chat_thread_members" "support" {
  provider         = chat
  include_resource = true

  config {
    topic_regex = "^Support"
  }
}
