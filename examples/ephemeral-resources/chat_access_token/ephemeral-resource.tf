resource "chat_user" "bot" {}

# The token is in no state and no plan. Pass it to a write-only or ephemeral argument.
ephemeral "chat_access_token" "bot" {
  user_id            = chat_user.bot.id
  scopes             = ["chat"]
  expires_in_minutes = 60
}
