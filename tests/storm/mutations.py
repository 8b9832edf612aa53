"""All mutations, and the hunt for one of them."""

from __future__ import annotations

from tests.storm import (
    mutated_guests,
    mutated_invoices,
    mutated_money,
    mutated_payments,
    mutated_visits,
    mutated_ways,
)
from tests.storm.mutation import MUTATIONS
from tests.storm.pool import first_found

SEEDS_MAX = 1000
__all__ = [
    "MUTATIONS", "SEEDS_MAX", "hunt",
    "mutated_guests", "mutated_invoices", "mutated_money", "mutated_payments", "mutated_visits",
    "mutated_ways",
]  # fmt: skip


def hunt(name: str) -> str | None:
    """At which seed the mutation is found, and by what; None when it is in none of a thousand."""
    with MUTATIONS[name]():
        found = first_found(range(SEEDS_MAX))
    return found and f"seed {found[0]}, {found[1].kind}"
