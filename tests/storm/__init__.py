"""Whole small nights with faults, on the store in memory: `python -m tests.storm`."""
