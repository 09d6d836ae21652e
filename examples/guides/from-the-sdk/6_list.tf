data "chat_messages" "all" {
  thread_id  = chat_thread.hello.id
  depends_on = [chat_message.hello, chat_thread_member.ada, chat_thread_member.grace]
}

output "messages" {
  value = [for message in data.chat_messages.all.messages : "${message.created_on} ${message.type}"]
}
