# create_chat_thread(topic, members)
resource "chat_thread" "hello" {
  topic = "Hello"

  members = merge(local.added, {
    ada = { user_id = chat_user.person["ada"].id, display_name = "Ada" }
  })
}

# get_chat_thread_client(thread_id): a thread that exists, by its ID
data "chat_thread" "hello" {
  id = chat_thread.hello.id
}

output "thread" {
  value = { id = data.chat_thread.hello.id, created_on = data.chat_thread.hello.created_on }
}
