"""Promises: how many are kept, and how short they are, learnt and constant."""
