"""Sellers: the merchants of a basket, read once a command, and what they say to an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Refused
from yeshi.base.sure import there
from yeshi.flow.ports import Work
from yeshi.geo.point import Point
from yeshi.market import kitchen
from yeshi.market.merchant import Merchant


@dataclass(frozen=True, slots=True)
class Sellers:
    """The merchants of a basket by id, in the basket's order."""

    merchants: dict[str, Merchant]

    def refusal(self, now: datetime, calendar: Calendar) -> Refused | None:
        """None when all of them take orders at `now`, else why the first one does not."""
        for merchant in self.merchants.values():
            refused = kitchen.admit(merchant, now, calendar)
            if refused:
                return refused
        return None

    def pickup(self, work: Work) -> Point:
        """Where a courier collects."""
        known = list(self.merchants.values())
        first = known[0]
        if len(known) > 1 and first.market:
            return work.markets.must(first.market).collection
        return first.place


def sellers_of(work: Work, ids: Sequence[str]) -> Sellers:
    """The merchants of those ids, in that order; InvariantBroken when one is missing."""
    found = work.merchants.get_many(ids)
    return Sellers({id_: there(found.get(id_), f"merchant {id_}") for id_ in ids})
