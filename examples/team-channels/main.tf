terraform {
  required_version = ">= 1.8"

  required_providers {
    chat = {
      source  = "terraform-acs/chat"
      version = "~> 0.1"
    }
  }
}

locals {
  # One entry for each channel of each team: "platform/general" => { team = "platform", name = "general", … }.
  channels = merge([
    for team, settings in var.teams : {
      for name, channel in settings.channels : "${team}/${name}" => merge(channel, { team = team, name = name })
    }
  ]...)

  # One entry for each person in each channel: "platform/general/ada" => { channel = "platform/general", person = "ada" }.
  memberships = merge([
    for key, channel in local.channels : {
      for person in var.teams[channel.team].people : "${key}/${person}" => { channel = key, person = person }
    }
  ]...)

  user_ids = {
    for person, settings in var.people : person => coalesce(settings.user_id, try(chat_user.person[person].id, null))
  }
}

# People without a chat user get one.
resource "chat_user" "person" {
  for_each = { for person, settings in var.people : person => settings if settings.user_id == null }

  custom_id = each.value.custom_id

  # A user leaves its threads before it is deleted.
  lifecycle {
    create_before_destroy = true
  }
}

resource "chat_thread" "channel" {
  for_each = local.channels

  topic             = coalesce(each.value.topic, "${each.value.team}: ${each.value.name}")
  delete_after_days = each.value.delete_after_days
  metadata          = { team = each.value.team, channel = each.value.name }
}

# One by one, so people can also join a thread themselves; Terraform ignores those.
resource "chat_thread_member" "person" {
  for_each = local.memberships

  thread_id    = chat_thread.channel[each.value.channel].id
  user_id      = local.user_ids[each.value.person]
  display_name = var.people[each.value.person].display_name
}

resource "chat_message" "welcome" {
  for_each = { for key, channel in local.channels : key => channel.welcome if channel.welcome != null }

  thread_id = chat_thread.channel[each.key].id
  content   = each.value

  # Sent when everybody is there to read it.
  depends_on = [chat_thread_member.person]
}
