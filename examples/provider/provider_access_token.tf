variable "access_token" {
  type      = string
  sensitive = true
}

# With a user's access token: all calls are made as that user.
provider "chat" {
  endpoint     = "https://contoso.communication.azure.com"
  access_token = var.access_token
}
