variable "thread_id" {
  type = string
}

data "chat_read_receipts" "support" {
  thread_id = var.thread_id
}

output "read_on" {
  value = { for receipt in data.chat_read_receipts.support.read_receipts : receipt.sender_id => receipt.read_on }
}
