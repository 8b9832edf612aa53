"""Statements of providers and banks, read from their files."""
