"""The city's figures, counted from events."""
