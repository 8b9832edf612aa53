"""The ways of money that leaves: to whom, when, by whose word."""
