"""Checks of a whole city: what is kept against what the record tells, and what must always hold."""
