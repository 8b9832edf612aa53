"""The set-up of a city of one's own, before it is open."""
