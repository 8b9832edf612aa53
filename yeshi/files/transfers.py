"""Transfers as a file for a bank, by the layout that it takes."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO

from yeshi.base.money import Money
from yeshi.files.bank_layout import BankColumn, CsvLayout
from yeshi.files.cells import harmless


@dataclass(frozen=True, slots=True, kw_only=True)
class BankTransfer:
    """A transfer: to whom, where, how much, for what, and by what it is known again."""

    reference: str
    holder: str = field(repr=False)
    account: str = field(repr=False)
    bank: str
    bank_code: str
    amount: Money
    purpose: str


@dataclass(frozen=True, slots=True)
class BankTransfers:
    """Transfers that a bank carries out together, known as `id`, since `at` and on `day`."""

    id: str
    at: datetime
    day: date
    each: tuple[BankTransfer, ...]


def as_csv(all_: BankTransfers, layout: CsvLayout) -> bytes:
    """The transfers as lines, in the letters of the layout."""
    out = StringIO()
    writer = csv.writer(out, delimiter=layout.separator, lineterminator="\r\n")
    if layout.heads:
        writer.writerow([harmless(one.head) for one in layout.columns])
    for row, transfer in enumerate(all_.each, 1):
        told = _told(all_, transfer, row, layout)
        writer.writerow([_cell(told, one) for one in layout.columns])
    return out.getvalue().encode(layout.encoding)


def _cell(told: dict[str, str], column: BankColumn) -> object:
    return harmless(column.says if column.told is None else told[column.told])


def _told(all_: BankTransfers, one: BankTransfer, row: int, layout: CsvLayout) -> dict[str, str]:
    return {
        "reference": one.reference,
        "holder": one.holder,
        "account": one.account,
        "bank": one.bank,
        "bank_code": one.bank_code,
        "amount": one.amount.plain().replace(".", layout.decimal),
        "fen": str(one.amount.fen),
        "currency": one.amount.currency,
        "for": one.purpose,
        "day": all_.day.isoformat(),
        "row": str(row),
    }
