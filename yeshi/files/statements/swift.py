"""A bank's statement as MT940, read by the library mt-940 and counted over once more.

The library passes over what it does not know; a row that is not read, or not whole, is a sum that
is not right, and such a file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from mt940 import Options
from mt940.models import Transactions

from yeshi.base.errors import StatementUnread
from yeshi.base.money import Money, total
from yeshi.files.statements.cells import currency_in, exact
from yeshi.ledger.stated import StatedClosing, StatedEntry, StatedFile, StatedKind, StatementForm

_ROW = re.compile(
    r":61:\d{6}(\d{4})?(R?[DC])[A-Z]?\d{1,12},\d{0,3}[A-Z][A-Z0-9]{3}[^\r\n]*", re.ASCII
)
_NONE = frozenset({"", "NONREF", "NOTPROVIDED"})


def is_mt940(text: str) -> bool:
    """Whether there are tags of such a statement at the beginnings of lines."""
    return bool(
        re.search(r"^:20:", text, re.MULTILINE) and re.search(r"^:60[FM]:", text, re.MULTILINE)
    )


def read_mt940(text: str) -> StatedFile:
    """The rows of all statements in the file, each of which comes from balance to balance."""
    entries: list[StatedEntry] = []
    closings: list[StatedClosing] = []
    for first, part in _statements(text):
        rows, closing = _read(first, part)
        entries += rows
        closings.append(closing)
    # Balances in several currencies are of no one account.
    alike = len({one.amount.currency for one in closings}) == 1
    last = max(closings, key=lambda one: one.day) if alike else None
    return StatedFile(StatementForm.MT940, tuple(one for one in entries if one.amount), last)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement, with the number of its first line."""
    begins = [found.start() for found in re.finditer(r"^:20:", text, re.MULTILINE)]
    for at, start in enumerate(begins):
        end = begins[at + 1] if at + 1 < len(begins) else len(text)
        yield text.count("\n", 0, start) + 1, text[start:end]


def _read(first: int, part: str) -> tuple[list[StatedEntry], StatedClosing]:
    lines = []
    for number, line in enumerate(part.splitlines(), first):
        if line.startswith(":61:"):
            if not _ROW.fullmatch(line.rstrip()):
                raise StatementUnread("row", number)
            lines.append(number)
    statement = Transactions(options=Options.all())
    try:
        # Never `mt940.parse`, which opens the file that a text names.
        statement.parse(part)
    except Exception:  # Whatever the library makes of a text that is none.
        raise StatementUnread("form", first, form="MT940") from None
    opening = statement.data.get("final_opening_balance")
    opening = opening or statement.data.get("intermediate_opening_balance")
    closing = statement.data.get("final_closing_balance")
    closing = closing or statement.data.get("intermediate_closing_balance")
    if opening is None or closing is None:
        raise StatementUnread("cut", first)
    if len(statement.transactions) != len(lines):
        raise StatementUnread("count", first, told=len(lines), counted=len(statement.transactions))
    currency = currency_in(str(opening.amount.currency), first)
    rows = [
        _entry(one.data, currency, line)
        for one, line in zip(statement.transactions, lines, strict=True)
    ]
    last, day = _money(closing.amount.amount, currency, first), closing.date
    _counted(rows, _money(opening.amount.amount, currency, first), last, first)
    return rows, StatedClosing(last, date(day.year, day.month, day.day))


def _counted(rows: list[StatedEntry], opening: Money, closing: Money, line: int) -> None:
    counted = opening + total((one.amount for one in rows), opening.currency)
    if counted != closing:
        raise StatementUnread("sum", line, told=closing.plain(), counted=counted.plain())


def _entry(data: dict[str, Any], currency: str, line: int) -> StatedEntry:
    amount = _money(data["amount"].amount, currency, line)
    day = data.get("entry_date") or data["date"]
    named = (data.get("end_to_end_reference"), data.get("customer_reference"))
    words = (
        "posting_text",
        "purpose",
        "transaction_details",
        "additional_purpose",
        "extra_details",
    )
    return StatedEntry(
        line=line,
        reference=next((one.strip() for one in named if one and one.strip() not in _NONE), ""),
        amount=amount, day=date(day.year, day.month, day.day),
        text=" · ".join(" ".join(str(data[one]).split()) for one in words if data.get(one)),
        kind=StatedKind.CAME if amount.fen > 0 else StatedKind.WENT,
    )  # fmt: skip


def _money(amount: Decimal, currency: str, line: int) -> Money:
    return exact(f"{amount:f}", currency, line)
