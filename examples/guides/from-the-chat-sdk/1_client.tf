terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

variable "endpoint" {
  type = string
}

variable "user_id" {
  type = string
}

# CommunicationIdentityClient: manages users and tokens. Its connection string is in CHAT_CONNECTION_STRING.
provider "chat" {
  alias = "identity"
}

# issue_token(user, ["chat"]): made when it is needed, valid for an hour, never stored.
ephemeral "chat_access_token" "me" {
  provider           = chat.identity
  user_id            = var.user_id
  expires_in_minutes = 60
}

# ChatClient(endpoint, CommunicationUserCredential(token))
provider "chat" {
  endpoint     = var.endpoint
  access_token = ephemeral.chat_access_token.me.token
}
