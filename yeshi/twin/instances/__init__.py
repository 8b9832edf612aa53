"""Readers of published nights."""
