import {
  to = chat_thread_member.ada
  identity = {
    thread_id = "19:acsV2_fW0ZzG4wF1kQ7bJ2nYxR8sT5uV3hL6mP9cD0eA1gBoE1@thread.v2"
    user_id   = "8:acs:fac4607d-d2d0-40e5-84df-6f32ebd1251a_00000017-8a0e-0b90-3ef0-593a0d00a1b2"
  }
}
