terraform {
  required_version = ">= 1.17"

  required_providers {
    chat = {
      source = "terraform-acs/chat"
    }
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
    destroy = false # Terraform forgets the thread instead of deleting it
  }
}

output "thread_id" {
  value = one(chat_thread.archive[*].id)
}
