terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

variable "thread_id" {
  type = string
}

import {
  to = chat_thread.archive
  id = var.thread_id
}

resource "chat_thread" "archive" {
  topic = "Archive"
}
