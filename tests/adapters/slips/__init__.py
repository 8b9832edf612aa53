"""Slips as bytes, and printers on a network that is this machine."""
