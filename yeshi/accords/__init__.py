"""Agreements, their targets, and how a target is measured."""
