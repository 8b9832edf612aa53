"""How much of the trade is the night's."""

from __future__ import annotations

from yeshi.observatory.facts import Facts


def night_share(facts: Facts) -> float | None:
    """The share (0 to 1) of the day's trade ordered from 18:00 to 06:00; None: no trade."""
    trade = facts.trade_night_fen + facts.trade_day_fen
    return facts.trade_night_fen / trade if trade else None
