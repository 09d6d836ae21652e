variable "webhook_url" {
  description = "Where chat events are posted, over https; null sends none."
  type        = string
  default     = null
}

resource "azurerm_eventgrid_system_topic" "chat" {
  count = var.webhook_url == null ? 0 : 1

  name                = "${var.name}-chat-events"
  resource_group_name = azurerm_resource_group.chat.name
  location            = "global"
  source_resource_id  = azurerm_communication_service.chat.id
  topic_type          = "Microsoft.Communication.CommunicationServices"
}

# The webhook has to answer the validation request before the subscription exists.
resource "azurerm_eventgrid_system_topic_event_subscription" "chat" {
  count = var.webhook_url == null ? 0 : 1

  name                = "chat"
  resource_group_name = azurerm_resource_group.chat.name
  system_topic        = azurerm_eventgrid_system_topic.chat[0].name

  included_event_types = [
    "Microsoft.Communication.ChatThreadCreated",
    "Microsoft.Communication.ChatMessageReceivedInThread",
    "Microsoft.Communication.ChatThreadParticipantAdded",
    "Microsoft.Communication.ChatThreadParticipantRemoved",
  ]

  webhook_endpoint {
    url = var.webhook_url
  }
}
