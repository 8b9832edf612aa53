"""Funds that trade and donors feed, and what they are for."""
