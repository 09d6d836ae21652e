output "thread_ids" {
  description = "The thread of each team."
  value       = { for team, thread in chat_thread.team : team => thread.id }
}

output "user_ids" {
  description = "The raw id of each person."
  value       = local.user_ids
}
