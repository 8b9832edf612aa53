"""Yeshi 夜市: a city's night economy online, its ledger, its figures and its twin."""

__version__ = "0.1.0"
