terraform {
  required_version = ">= 1.17"

  required_providers {
    chat = {
      source = "terraform-acs/chat"
    }
  }
}

provider "chat" {}

variable "thread_id" {
  type = string
}

module "channel" {
  source = "./channel"

  thread_id = var.thread_id
}
