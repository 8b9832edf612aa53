"""The journal of the books as CSV: a row for each transfer."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from yeshi.base.calendar import Calendar
from yeshi.ledger.transfers import Transfer

COLUMNS = ("transfer", "at", "order", "from", "to", "amount", "currency", "why")


def write_journal(transfers: Iterable[Transfer], calendar: Calendar, out: TextIO) -> int:
    """Write the header and the rows; how many rows. Moments are of the city's clock."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for one in transfers:
        count += 1
        movement = one.movement
        writer.writerow((
            one.id, calendar.local(one.at).isoformat(), one.order or "", movement.debit,
            movement.credit, movement.amount.plain(), movement.amount.currency, movement.why,
        ))  # fmt: skip
    return count
