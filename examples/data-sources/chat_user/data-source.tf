variable "user_id" {
  type = string
}

data "chat_user" "ada" {
  id = var.user_id
}

output "custom_id" {
  value = data.chat_user.ada.custom_id
}
