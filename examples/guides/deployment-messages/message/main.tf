terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

resource "chat_thread" "deployments" {
  topic = "Deployments"
}

variable "release" {
  type    = string
  default = "1.4.0"
}

# One message per release: the new one replaces the old one.
resource "chat_message" "live" {
  thread_id           = chat_thread.deployments.id
  content             = "Version ${var.release} is live."
  sender_display_name = "Deployments"

  lifecycle {
    replace_triggered_by = [terraform_data.release]
  }
}

# Stands in for whatever is deployed.
resource "terraform_data" "release" {
  input = var.release
}
