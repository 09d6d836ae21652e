import {
  to = chat_thread_members.support
  identity = {
    thread_id = "19:acsV2_fW0ZzG4wF1kQ7bJ2nYxR8sT5uV3hL6mP9cD0eA1gBoE1@thread.v2"
  }
}
