# A Communication Services resource, its acting user, and a thread, in one apply. events.tf sends chat events to a webhook.

terraform {
  required_version = ">= 1.8"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.55"
    }
    chat = {
      source  = "terraform-acs/chat"
      version = "~> 0.1"
    }
  }
}

variable "name" {
  description = "Name of the Communication Services resource, unique in all of Azure."
  type        = string
}

variable "data_location" {
  description = "Where the service stores its data."
  type        = string
  default     = "Europe"
}

variable "use_entra_id" {
  description = "Log in to chat with Entra ID instead of an access key."
  type        = bool
  default     = false
}

provider "azurerm" {
  features {}
  resource_providers_to_register = ["Microsoft.Communication"]
}

data "azurerm_client_config" "current" {}

resource "azurerm_resource_group" "chat" {
  name     = "${var.name}-chat"
  location = "westeurope"
}

# azurerm has no identity block for this resource yet; azapi has.
resource "azurerm_communication_service" "chat" {
  name                = var.name
  resource_group_name = azurerm_resource_group.chat.name
  data_location       = var.data_location
}

# What a login with Entra ID needs. A new assignment takes minutes to work.
resource "azurerm_role_assignment" "chat" {
  count = var.use_entra_id ? 1 : 0

  scope                = azurerm_communication_service.chat.id
  role_definition_name = "Contributor"
  principal_id         = data.azurerm_client_config.current.object_id
}

locals {
  login = {
    connection_string = var.use_entra_id ? null : azurerm_communication_service.chat.primary_connection_string
    endpoint          = var.use_entra_id ? "https://${azurerm_communication_service.chat.hostname}" : null
  }
}

# Users are managed without an acting user …
provider "chat" {
  alias             = "identity"
  connection_string = local.login.connection_string
  endpoint          = local.login.endpoint
  use_entra_id      = var.use_entra_id
}

resource "chat_user" "acting" {
  provider   = chat.identity
  depends_on = [azurerm_role_assignment.chat]

  # Without this user nothing can be done with its threads any more.
  lifecycle {
    prevent_destroy = true
  }
}

# … and threads with one.
provider "chat" {
  connection_string = local.login.connection_string
  endpoint          = local.login.endpoint
  use_entra_id      = var.use_entra_id
  user_id           = chat_user.acting.id
}

resource "chat_user" "ada" {
  provider   = chat.identity
  depends_on = [azurerm_role_assignment.chat]
}

resource "chat_thread" "welcome" {
  topic   = "Welcome"
  members = { ada = { user_id = chat_user.ada.id, display_name = "Ada" } }
}

output "endpoint" {
  value = "https://${azurerm_communication_service.chat.hostname}"
}

output "acting_user_id" {
  value = chat_user.acting.id
}

output "thread_id" {
  value = chat_thread.welcome.id
}
