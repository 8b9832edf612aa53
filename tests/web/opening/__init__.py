"""The set-up of a city."""
