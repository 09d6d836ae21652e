terraform {
  required_version = ">= 1.8"

  required_providers {
    chat = {
      source = "terraform-acs/chat"
    }
  }
}

locals {
  # One entry for each person in each team: "platform/ada" => { team = "platform", person = "ada" }.
  memberships = merge([
    for team, settings in var.teams : {
      for person in settings.people : "${team}/${person}" => { team = team, person = person }
    }
  ]...)

  user_ids = {
    for person, settings in var.people : person => coalesce(settings.user_id, try(chat_user.person[person].id, null))
  }
}

# People who have no chat user yet get one.
resource "chat_user" "person" {
  for_each = { for person, settings in var.people : person => settings if settings.user_id == null }
}

resource "chat_thread" "team" {
  for_each = var.teams

  topic             = coalesce(each.value.topic, each.key)
  delete_after_days = each.value.delete_after_days
  metadata          = { team = each.key }
}

# One by one, so that people can also join a thread by themselves: Terraform leaves those alone.
resource "chat_thread_member" "person" {
  for_each = local.memberships

  thread_id    = chat_thread.team[each.value.team].id
  user_id      = local.user_ids[each.value.person]
  display_name = var.people[each.value.person].display_name
}

resource "chat_message" "welcome" {
  for_each = { for team, settings in var.teams : team => settings.welcome if settings.welcome != null }

  thread_id = chat_thread.team[each.key].id
  content   = each.value

  # Written when everybody is there to read it.
  depends_on = [chat_thread_member.person]
}
