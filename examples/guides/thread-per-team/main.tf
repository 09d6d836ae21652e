terraform {
  required_providers {
    chat = { source = "terraform-acs/chat", version = "~> 0.1" }
  }
}

provider "chat" {}

locals {
  rows = csvdecode(file("${path.module}/memberships.csv"))

  # Rows grouped by team, and by person.
  people = { for row in local.rows : row.team => row.person... }
  names  = { for row in local.rows : row.person => row.display_name... }
}

module "channels" {
  source = "github.com/terraform-acs/terraform-provider-chat//examples/team-channels"

  people = { for person, names in local.names : person => { display_name = names[0] } }
  teams  = { for team, people in local.people : team => { people = people } }
}

output "channels" {
  value = module.channels.channels
}
