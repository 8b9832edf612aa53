"""The demo city's made-up past: two years from a seed, up to the day before its first."""
