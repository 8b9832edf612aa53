"""The demo city and its people."""
