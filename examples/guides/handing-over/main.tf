terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

# The acting user comes from CHAT_USER_ID.
provider "chat" {}

# The former acting user, once there is one.
variable "former" {
  type    = string
  default = null
}

resource "chat_user" "successor" {}

resource "chat_thread" "on_call" {
  topic = "On call"

  members = merge(
    { successor = { user_id = chat_user.successor.id, display_name = "Bot" } },
    var.former == null ? {} : { former = { user_id = var.former } }, # without this line it is removed
  )
}

output "successor" {
  value = chat_user.successor.id
}

output "creator" {
  value = chat_thread.on_call.created_by
}
