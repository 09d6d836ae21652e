# Run against the emulator: start chat-emulator, export what it prints, then `terraform test`.

variables {
  people = {
    ada   = { display_name = "Ada" }
    grace = { display_name = "Grace" }
    linus = { display_name = "Linus" }
  }
  teams = {
    platform = { people = ["ada", "grace"], welcome = "Hello, platform." }
    support  = { people = ["grace"], topic = "Support desk", delete_after_days = 90 }
  }
}

run "threads_and_members_are_made_from_the_map" {
  assert {
    condition     = length(chat_thread.team) == 2
    error_message = "There must be one thread for each team."
  }
  assert {
    condition     = chat_thread.team["support"].topic == "Support desk" && chat_thread.team["platform"].topic == "platform"
    error_message = "The topic is the given one, or the team's key."
  }
  assert {
    condition     = toset(keys(chat_thread_member.person)) == toset(["platform/ada", "platform/grace", "support/grace"])
    error_message = "There must be one membership for each person in each team."
  }
  assert {
    condition     = chat_thread_member.person["platform/ada"].thread_id == output.thread_ids["platform"]
    error_message = "Ada must be in the thread of the platform team."
  }
  assert {
    condition     = keys(chat_message.welcome) == ["platform"]
    error_message = "Only teams with a welcome message get one."
  }
}

run "a_person_who_changes_teams_leaves_one_thread_and_joins_another" {
  variables {
    teams = {
      platform = { people = ["ada"], welcome = "Hello, platform." }
      support  = { people = ["grace", "linus"], topic = "Support desk", delete_after_days = 90 }
    }
  }

  assert {
    condition     = toset(keys(chat_thread_member.person)) == toset(["platform/ada", "support/grace", "support/linus"])
    error_message = "Grace must have left the platform team, and Linus joined support."
  }
}

run "an_unknown_person_is_refused" {
  command = plan

  variables {
    teams = { platform = { people = ["nobody"] } }
  }

  expect_failures = [var.teams]
}
