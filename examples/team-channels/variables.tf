variable "people" {
  description = <<-TEXT
    Everyone: a key of your choice, the name that others see, the raw ID of those who already have a chat user, and
    custom_id, a name of your own by which a chat user is found or created (a preview of the service).
  TEXT
  type = map(object({
    display_name = string
    user_id      = optional(string)
    custom_id    = optional(string)
  }))
}

variable "teams" {
  description = <<-TEXT
    The teams: a key of your choice, the keys of the people in it, and its channels. Everybody in a team is in all of its
    channels. A team without channels gets one, "general". The topic of a channel defaults to "<team>: <channel>".
  TEXT
  type = map(object({
    people = set(string)
    channels = optional(map(object({
      topic             = optional(string)
      welcome           = optional(string)
      delete_after_days = optional(number)
    })), { general = {} })
  }))

  validation {
    condition = alltrue([
      for team in var.teams : length(setsubtract(team.people, keys(var.people))) == 0
    ])
    error_message = "Every member of a team must be a key of people."
  }

  validation {
    condition     = alltrue([for team in var.teams : length(team.channels) > 0])
    error_message = "A team needs at least one channel; leave channels out for one named general."
  }
}
