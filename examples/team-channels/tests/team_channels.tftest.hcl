# Run against the emulator: start chat-emulator, export what it prints, then `terraform test`.

variables {
  people = {
    ada   = { display_name = "Ada" }
    grace = { display_name = "Grace" }
    linus = { display_name = "Linus" }
  }
  teams = {
    platform = {
      people = ["ada", "grace"]
      channels = {
        general   = { welcome = "Hello, platform." }
        incidents = { topic = "Incidents", delete_after_days = 90 }
      }
    }
    support = { people = ["grace"] }
  }
}

run "each_team_gets_its_channels" {
  assert {
    condition     = toset(keys(chat_thread.channel)) == toset(["platform/general", "platform/incidents", "support/general"])
    error_message = "There must be a thread for each channel, and one named general for a team that names none."
  }
  assert {
    condition     = chat_thread.channel["platform/incidents"].topic == "Incidents" && chat_thread.channel["support/general"].topic == "support: general"
    error_message = "The topic must be the given one, or else team and channel."
  }
  assert {
    condition     = output.channels["platform"]["incidents"] == chat_thread.channel["platform/incidents"].id
    error_message = "The output must lead from team and channel to the thread."
  }
  assert {
    condition     = keys(chat_message.welcome) == ["platform/general"]
    error_message = "Only a channel with a welcome message must get one."
  }
}

run "everybody_in_a_team_is_in_all_of_its_channels" {
  assert {
    condition = toset(keys(chat_thread_member.person)) == toset([
      "platform/general/ada", "platform/general/grace", "platform/incidents/ada", "platform/incidents/grace", "support/general/grace",
    ])
    error_message = "There must be one membership for each person in each channel of their teams."
  }
  assert {
    condition     = chat_thread_member.person["platform/general/ada"].thread_id == output.channels["platform"]["general"]
    error_message = "Ada must be in the general channel of the platform team."
  }
}

run "a_person_who_changes_teams_leaves_one_and_joins_the_other" {
  variables {
    teams = {
      platform = { people = ["ada"] }
      support  = { people = ["grace", "linus"] }
    }
  }

  assert {
    condition     = toset(keys(chat_thread_member.person)) == toset(["platform/general/ada", "support/general/grace", "support/general/linus"])
    error_message = "Grace must have left the platform team, and Linus must have joined support."
  }
}

run "an_existing_user_is_left_alone" {
  variables {
    people = { ada = { display_name = "Ada", user_id = run.a_person_who_changes_teams_leaves_one_and_joins_the_other.user_ids["ada"] } }
    teams  = { platform = { people = ["ada"] } }
  }
  command = plan

  assert {
    condition     = length(chat_user.person) == 0
    error_message = "Nobody with a user id must get another user."
  }
}

run "an_unknown_person_is_refused" {
  command = plan

  variables {
    teams = { platform = { people = ["nobody"] } }
  }

  expect_failures = [var.teams]
}

run "a_team_without_any_channel_is_refused" {
  command = plan

  variables {
    teams = { platform = { people = ["ada"], channels = {} } }
  }

  expect_failures = [var.teams]
}
