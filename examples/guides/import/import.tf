import {
  to = chat_thread.support
  id = "19:acsV2_fW0ZzG4wF1kQ7bJ2nYxR8sT5uV3hL6mP9cD0eA1gBoE1@thread.v2"
}

resource "chat_thread" "support" {
  topic = "Support"
}
