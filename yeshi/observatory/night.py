"""How much of the trade is the night's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yeshi.observatory.facts import Facts


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people lived in a district, by the count of a year."""

    year: int
    people: int


def latest_counts(counts: Iterable[tuple[str, Counted]], year: int) -> dict[str, Counted]:
    """By district its latest count that is not of a year after `year`."""
    latest: dict[str, Counted] = {}
    for district, one in counts:
        known = latest.get(district)
        if one.year <= year and (known is None or known.year <= one.year):
            latest[district] = one
    return latest


def night_share(facts: Facts) -> float | None:
    """The share (0 to 1) of the day's trade ordered from 18:00 to 06:00; None: no trade."""
    trade = facts.trade_night_fen + facts.trade_day_fen
    return facts.trade_night_fen / trade if trade else None
