# create_user(), four times
resource "chat_user" "person" {
  provider = chat.identity
  for_each = toset(["ada", "grace", "linus", "ken"])
}
