"""Readers and writers of published nights."""
