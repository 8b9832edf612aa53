"""Passwords of tests: kept as all are, but made in a moment."""

from __future__ import annotations

from argon2 import PasswordHasher

from yeshi.adapters.passwords import Argon2


def quick() -> Argon2:
    """Makes and checks hashes that would keep nobody out for long."""
    return Argon2(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
