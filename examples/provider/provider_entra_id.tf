variable "acting_user_id" {
  type = string
}

# With Entra ID: no key is stored anywhere.
provider "chat" {
  endpoint     = "https://contoso.communication.azure.com"
  use_entra_id = true
  user_id      = var.acting_user_id
}
