"""How messages reach people: by mail, by a provider of short messages, or on the console."""
