terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

variable "forget" {
  type    = bool
  default = false
}

resource "chat_thread" "archive" {
  count = var.forget ? 0 : 1
  topic = "Archive"

  lifecycle {
    destroy = false # only removes the thread from the state
  }
}

output "thread_id" {
  value = one(chat_thread.archive[*].id)
}
