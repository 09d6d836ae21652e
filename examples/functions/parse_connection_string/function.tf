variable "connection_string" {
  type      = string
  sensitive = true
}

locals {
  connection = provider::chat::parse_connection_string(var.connection_string)
}

# The endpoint is not a secret; the key is.
output "endpoint" {
  value = nonsensitive(local.connection.endpoint)
}
