"""A month of payments with planted faults: what the books say, what is stated, and which faults."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from yeshi.base.money import Money
from yeshi.ledger.reconciliation import BookedEntry, Discrepancy, DiscrepancyKind
from yeshi.ledger.stated import StatedEntry, StatedKind

FIRST = date(2026, 11, 1)
DAYS = 30


@dataclass
class PlantedMonth:
    """Both sides, and what was planted: a kind with the name of the payment it was planted at."""

    booked: list[BookedEntry] = field(default_factory=list)
    stated: list[StatedEntry] = field(default_factory=list)
    planted: set[tuple[DiscrepancyKind, str]] = field(default_factory=set)

    def pay(self, name: str, at: datetime, fen: int) -> None:
        """A payment, or below zero what goes back, on which both sides agree."""
        amount = Money(fen, "CNY")
        kind = StatedKind.CAME if fen > 0 else StatedKind.WENT
        self.booked.append(BookedEntry(id=name, names=(name,), amount=amount, at=at, day=at.date()))
        self.stated.append(
            StatedEntry(
                line=len(self.stated) + 2, reference=name, amount=amount, day=at.date(), at=at,
                kind=kind,
            )
        )  # fmt: skip

    def plant(self, kind: DiscrepancyKind, at: int, by: int) -> None:
        """Put a fault at the payment in that place, of that size where it has one."""
        booked, stated = self.booked[at], self.stated[at]
        self.planted.add((kind, booked.id))
        if kind is DiscrepancyKind.MISSING:
            self.stated[at] = replace(stated, kind=StatedKind.FEE, reference="")
        elif kind is DiscrepancyKind.UNKNOWN:
            # The books do not know it: they say nothing of it.
            self.booked[at] = replace(booked, day=date.min)
        elif kind is DiscrepancyKind.DOUBLED:
            again = stated.at and stated.at + timedelta(seconds=by)
            self.stated.append(replace(stated, line=len(self.stated) + 2, at=again))
        elif kind is DiscrepancyKind.WRONG_AMOUNT:
            sign = 1 if stated.amount.fen > 0 else -1
            self.stated[at] = replace(stated, amount=stated.amount + Money(sign * by, "CNY"))
        else:
            moved = (stated.at or booked.at) + timedelta(days=1 + by % 5)
            self.stated[at] = replace(stated, day=moved.date(), at=moved)

    def both(self) -> tuple[list[BookedEntry], list[StatedEntry]]:
        """What the books say, without what they do not know, and what is stated."""
        return [one for one in self.booked if one.day != date.min], self.stated


def name_of(found: Discrepancy) -> str:
    """Of which payment it tells."""
    if found.booked is not None:
        return found.booked.id
    return found.stated.reference if found.stated is not None else ""


def month_of(orders: int, seed: int) -> PlantedMonth:
    """So many payments over a month, some of which go back in part; amounts recur often."""
    chance, month = Random(seed), PlantedMonth()
    begins = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    for number in range(orders):
        at = begins + timedelta(seconds=chance.randrange(DAYS * 86400))
        fen = chance.randrange(800, 12000, 50)
        month.pay(f"pay-{number:08d}", at, fen)
        if chance.random() < 0.03:
            month.pay(f"ref-{number:08d}", at + timedelta(hours=1), -chance.randrange(100, fen, 50))
    return month
