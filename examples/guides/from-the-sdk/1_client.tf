terraform {
  required_providers {
    chat = {
      source = "terraform-acs/chat"
    }
  }
}

# Endpoint, key and the user to act as: CHAT_CONNECTION_STRING and CHAT_USER_ID.
provider "chat" {}
