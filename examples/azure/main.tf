# A Communication Services resource, its acting user, and a thread, in one apply.

terraform {
  required_version = ">= 1.8"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
    chat = {
      source = "terraform-acs/chat"
    }
  }
}

variable "name" {
  description = "Name of the Communication Services resource; globally unique in Azure."
  type        = string
}

variable "data_location" {
  description = "Where the service stores its data."
  type        = string
  default     = "Europe"
}

provider "azurerm" {
  features {}
}

resource "azurerm_resource_group" "chat" {
  name     = "${var.name}-chat"
  location = "westeurope"
}

resource "azurerm_communication_service" "chat" {
  name                = var.name
  resource_group_name = azurerm_resource_group.chat.name
  data_location       = var.data_location
}

# Users are managed without an acting user …
provider "chat" {
  alias             = "identity"
  connection_string = azurerm_communication_service.chat.primary_connection_string
}

resource "chat_user" "acting" {
  provider = chat.identity
}

# … and threads with one.
provider "chat" {
  connection_string = azurerm_communication_service.chat.primary_connection_string
  user_id           = chat_user.acting.id
}

resource "chat_user" "ada" {
  provider = chat.identity
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
