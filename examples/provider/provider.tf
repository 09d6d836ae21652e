terraform {
  required_providers {
    chat = {
      source  = "terraform-acs/chat"
      version = "~> 0.1"
    }
  }
}

variable "connection_string" {
  type      = string
  sensitive = true
}

variable "acting_user_id" {
  type = string
}

# With an access key: tokens for the acting user are issued and renewed as needed.
provider "chat" {
  connection_string = var.connection_string
  user_id           = var.acting_user_id
}
