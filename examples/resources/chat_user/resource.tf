resource "chat_user" "ada" {}

output "ada" {
  value = chat_user.ada.id
}
