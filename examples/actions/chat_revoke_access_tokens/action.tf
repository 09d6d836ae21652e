resource "chat_user" "bot" {}

# Run it with: terraform apply -invoke action.chat_revoke_access_tokens.bot
action "chat_revoke_access_tokens" "bot" {
  config {
    user_id = chat_user.bot.id
  }
}
