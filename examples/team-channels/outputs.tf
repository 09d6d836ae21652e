output "channels" {
  description = "The thread id of each channel of each team."
  value = {
    for team, settings in var.teams : team => {
      for name in keys(settings.channels) : name => chat_thread.channel["${team}/${name}"].id
    }
  }
}

output "user_ids" {
  description = "The raw id of each person."
  value       = local.user_ids
}
