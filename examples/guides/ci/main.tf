terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

# The login comes from the environment, so the same configuration serves every environment.
provider "chat" {}

variable "topic_prefix" {
  type    = string
  default = "dev"
}

resource "chat_thread" "incidents" {
  topic = "${var.topic_prefix}: incidents"
}
