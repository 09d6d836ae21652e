list "chat_thread" "support" {
  provider         = chat
  include_resource = true
  limit            = 100

  config {
    topic_regex = "^Support"
  }
}

list "chat_thread_member" "support" {
  for_each = { for thread in list.chat_thread.support.data : thread.identity.id => thread }

  provider         = chat
  include_resource = true
  limit            = 1000

  config {
    thread_id = each.key
  }
}
