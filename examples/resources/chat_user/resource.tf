resource "chat_user" "ada" {}

# A user that other states and programs find by a name of your own.
resource "chat_user" "grace" {
  custom_id = "grace@contoso.com"
}

output "ada" {
  value = chat_user.ada.id
}
