resource "chat_user" "bot" {}

# The token is in no state and no plan. It goes where a write-only or ephemeral argument takes it.
ephemeral "chat_access_token" "bot" {
  user_id            = chat_user.bot.id
  scopes             = ["chat"]
  expires_in_minutes = 60
}
