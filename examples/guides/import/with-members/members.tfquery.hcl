list "chat_thread" "support" {
  provider         = chat
  include_resource = true
  limit            = 1000

  config {
    topic_regex = "^Support"
  }
}

list "chat_thread_members" "support" {
  provider         = chat
  include_resource = true
  limit            = 1000

  config {
    topic_regex = "^Support"
  }
}
