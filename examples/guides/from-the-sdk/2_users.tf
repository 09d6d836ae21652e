resource "chat_user" "ada" {}
resource "chat_user" "grace" {}
