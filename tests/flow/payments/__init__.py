"""Money that leaves: to whom, when, and by whose word."""
