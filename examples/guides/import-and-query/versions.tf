terraform {
  required_providers {
    chat = {
      source = "terraform-acs/chat"
    }
  }
}

provider "chat" {}
