# The thread as three of its members see it.
provider "chat" {
  alias   = "as_grace"
  user_id = chat_user.person["grace"].id
}

provider "chat" {
  alias   = "as_linus"
  user_id = chat_user.person["linus"].id
}

provider "chat" {
  alias   = "as_ken"
  user_id = chat_user.person["ken"].id
}

data "chat_messages" "of_grace" {
  provider   = chat.as_grace
  thread_id  = chat_thread.hello.id
  types      = ["text"]
  depends_on = [chat_thread.hello, chat_message.hello]
}

data "chat_messages" "of_linus" {
  provider   = chat.as_linus
  thread_id  = chat_thread.hello.id
  types      = ["text"]
  depends_on = [chat_thread.hello, chat_message.hello]
}

data "chat_messages" "of_ken" {
  provider   = chat.as_ken
  thread_id  = chat_thread.hello.id
  types      = ["text"]
  depends_on = [chat_thread.hello, chat_message.hello]
}

output "sees" {
  value = {
    grace = [for m in data.chat_messages.of_grace.messages : m.content.message]
    linus = [for m in data.chat_messages.of_linus.messages : m.content.message]
    ken   = [for m in data.chat_messages.of_ken.messages : m.content.message]
  }
}
