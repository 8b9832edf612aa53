"""Payees, payouts and runs: what they may be, and what may follow what."""
