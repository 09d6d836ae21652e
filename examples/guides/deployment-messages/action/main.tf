terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

variable "release" {
  type    = string
  default = "1.4.0"
}

resource "chat_thread" "deployments" {
  topic = "Deployments"
}

# Stands in for whatever is deployed.
resource "terraform_data" "app" {
  input = var.release

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.chat_send_message.deployed]
    }
  }
}

action "chat_send_message" "deployed" {
  config {
    thread_id           = chat_thread.deployments.id
    content             = "Version ${var.release} is live."
    sender_display_name = "Deployments"
  }
}
