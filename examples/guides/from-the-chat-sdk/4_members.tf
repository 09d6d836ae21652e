# add_members([ChatThreadMember(user, display_name)])
locals {
  added = {
    grace = { user_id = chat_user.person["grace"].id, display_name = "Grace" }
  }
}
