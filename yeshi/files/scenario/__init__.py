"""Scenarios: a city, a demand, a fleet and a policy in TOML."""
