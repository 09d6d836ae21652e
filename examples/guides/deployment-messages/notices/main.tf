terraform {
  required_version = ">= 1.16"

  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

variable "release" {
  type    = string
  default = "1.4.0"
}

variable "retired" {
  type    = bool
  default = false
}

resource "chat_thread" "deployments" {
  topic = "Deployments"
}

# Stands in for whatever is deployed.
resource "terraform_data" "app" {
  count = var.retired ? 0 : 1
  input = var.release

  lifecycle {
    action_trigger {
      events     = [after_create, after_update]
      actions    = [action.chat_send_message.deployed]
      on_failure = continue # a notice that cannot be sent is a warning, not a failed deployment
    }
    action_trigger {
      events     = [before_destroy]
      actions    = [action.chat_send_message.retiring]
      on_failure = continue
    }
  }
}

action "chat_send_message" "deployed" {
  config {
    thread_id = chat_thread.deployments.id
    content   = "Version ${var.release} is live."
  }
}

action "chat_send_message" "retiring" {
  config {
    thread_id = chat_thread.deployments.id
    content   = "The application is going away."
  }
}
