"""The journal of the books in rows: one for each transfer."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from yeshi.base.calendar import Calendar
from yeshi.ledger.transfers import Transfer

COLUMNS = ("transfer", "at", "order", "from", "to", "amount", "currency", "why")


def journal_rows(transfers: Iterable[Transfer], calendar: Calendar) -> Iterator[dict[str, object]]:
    """Each transfer by the columns; moments are of the city's clock, amounts in whole units."""
    for one in transfers:
        movement = one.movement
        said = (
            one.id, calendar.local(one.at).isoformat(), one.order or "", movement.debit,
            movement.credit, movement.amount.plain(), movement.amount.currency, movement.why,
        )  # fmt: skip
        yield dict(zip(COLUMNS, said, strict=True))


def write_journal(transfers: Iterable[Transfer], calendar: Calendar, out: TextIO) -> int:
    """Write the rows as CSV, under their columns; how many rows."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    for row in journal_rows(transfers, calendar):
        writer.writerow(row)
        count += 1
    return count
