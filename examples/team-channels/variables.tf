variable "people" {
  description = "Who there is: a key of your choice, the name that others see, and the raw id of those who have a chat user already."
  type = map(object({
    display_name = string
    user_id      = optional(string)
  }))
}

variable "teams" {
  description = "The teams: a key of your choice, and the keys of the people in it. The topic is the key when it is left out."
  type = map(object({
    people            = set(string)
    topic             = optional(string)
    welcome           = optional(string)
    delete_after_days = optional(number)
  }))

  validation {
    condition = alltrue([
      for team in var.teams : length(setsubtract(team.people, keys(var.people))) == 0
    ])
    error_message = "Every member of a team must be a key of people."
  }
}
