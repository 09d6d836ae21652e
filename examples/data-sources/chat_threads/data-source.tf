# The acting user's threads whose topic starts with "Support".
data "chat_threads" "support" {
  topic_regex = "^Support"
}

output "support_threads" {
  value = { for thread in data.chat_threads.support.threads : thread.topic => thread.id... }
}
