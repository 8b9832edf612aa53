"""Agreements are signed, kept and reminded of."""
