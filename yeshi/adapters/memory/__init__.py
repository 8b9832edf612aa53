"""The store in memory: for the twin and for tests."""
