resource "chat_user" "ada" {}
resource "chat_user" "grace" {}

# These are all the members: whoever joins or leaves outside Terraform shows in the next plan.
resource "chat_thread" "release" {
  topic             = "Release 1.4"
  delete_after_days = 90

  metadata = {
    team = "platform"
  }

  # The keys are names of your choice.
  members = {
    ada = {
      user_id      = chat_user.ada.id
      display_name = "Ada"
    }
    grace = {
      user_id            = chat_user.grace.id
      display_name       = "Grace"
      share_history_time = "2026-01-01T00:00:00Z"
    }
  }
}
