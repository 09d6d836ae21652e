import {
  to = chat_user.ada
  identity = {
    id = "8:acs:fac4607d-d2d0-40e5-84df-6f32ebd1251a_00000017-8a0e-0b90-3ef0-593a0d00a1b2"
  }
}
