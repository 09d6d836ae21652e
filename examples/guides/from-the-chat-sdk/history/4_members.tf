variable "joined" {
  type = string
}

locals {
  added = {
    grace = { user_id = chat_user.person["grace"].id, display_name = "Grace" } # the whole history
    linus = { user_id = chat_user.person["linus"].id, share_history_time = var.joined }
    ken   = { user_id = chat_user.person["ken"].id, share_history_time = "2026-01-01T00:00:00Z" }
  }
}
