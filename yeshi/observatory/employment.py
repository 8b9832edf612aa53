"""What work the night gave: couriers, hours, and what an hour paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.observatory.facts import Facts


@dataclass(frozen=True, slots=True)
class Employment:
    """Couriers on duty in the day, their hours so far and their pay in fen.

    `pay_per_hour_fen` counts the guarantee only of shifts that ended; None before any hour.
    """

    couriers: int
    hours: float
    pay_fen: int
    pay_per_hour_fen: float | None


def employment(facts: Facts, now: datetime) -> Employment:
    """The day's work up to `now`; a shift under way counts from its start."""
    running = sum((now - since).total_seconds() for since in facts.on_since.values())
    hours = (facts.duty_s + max(0.0, running)) / 3600
    pay = facts.pay_fen + facts.top_up_fen
    return Employment(len(facts.couriers), hours, pay, pay / hours if hours else None)
