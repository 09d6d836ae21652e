# Needs neither an account nor the emulator. Ids of mocks have to look like real ones, because the provider checks their form.

mock_provider "chat" {
  mock_resource "chat_user" {
    defaults = {
      id = "8:acs:11111111-1111-1111-1111-111111111111_22222222-2222-2222-2222-222222222222"
    }
  }

  mock_resource "chat_thread" {
    defaults = {
      id         = "19:acsV2_0000000000000000000000000000000000000000@thread.v2"
      created_on = "2026-01-01T00:00:00Z"
      created_by = "8:acs:11111111-1111-1111-1111-111111111111_33333333-3333-3333-3333-333333333333"
    }
  }

  mock_resource "chat_message" {
    defaults = {
      id         = "1767225600000"
      version    = "1767225600000"
      created_on = "2026-01-01T00:00:00Z"
      edited_on  = "2026-01-01T00:00:00Z"
      sender_id  = "8:acs:11111111-1111-1111-1111-111111111111_33333333-3333-3333-3333-333333333333"
    }
  }
}

run "the_module_works_with_mocks" {
  variables {
    people = { ada = { display_name = "Ada" } }
    teams  = { platform = { people = ["ada"], channels = { general = { welcome = "Hello." } } } }
  }

  assert {
    condition     = output.channels["platform"]["general"] == "19:acsV2_0000000000000000000000000000000000000000@thread.v2"
    error_message = "The output must be the id of the mocked thread."
  }
}
