"""Accounts, balanced transfers, and which event moves which money."""
