terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}
