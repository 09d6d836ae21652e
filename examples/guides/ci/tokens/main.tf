terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

resource "chat_user" "bot" {}

# Issued when needed, stored in no state or plan, revoked when Terraform finishes.
ephemeral "chat_access_token" "bot" {
  user_id            = chat_user.bot.id
  expires_in_minutes = 60
  revoke_on_close    = true
}

# Here a second provider uses it to act as the bot.
provider "chat" {
  alias        = "bot"
  endpoint     = var.endpoint
  access_token = ephemeral.chat_access_token.bot.token
}

variable "endpoint" {
  type = string
}

resource "chat_thread" "of_the_bot" {
  provider = chat.bot
  topic    = "What the bot has to say"
}
