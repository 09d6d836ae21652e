terraform {
  required_version = ">= 1.16"

  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
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
