# list_messages(start_time, results_per_page)
data "chat_messages" "recent" {
  thread_id   = chat_thread.hello.id
  start_time  = "2026-01-01T00:00:00Z"
  max_results = 20
  depends_on  = [chat_message.hello]
}

output "messages" {
  value = [for m in data.chat_messages.recent.messages : "${m.type} ${coalesce(m.content.message, m.content.topic, "-")}"]
}
