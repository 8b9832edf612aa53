"""Cells of statements: exact amounts, days and moments; StatementUnread for what is none."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from yeshi.base.calendar import in_utc
from yeshi.base.errors import StatementUnread
from yeshi.base.limits import DAY_MAX, DAY_MIN, FEN_MAX
from yeshi.base.money import Money, digits_of

_AMOUNT = re.compile(r"([+-]?)(\d{1,15}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,10}))?", re.ASCII)
_DAY = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})|(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?Z?", re.ASCII)


def exact(cell: str, currency: str, line: int, comma: bool = False) -> Money:
    """The amount in units of the currency, to the fen; `comma`: before its decimals."""
    text = re.sub(r"[\s¥￥]", "", cell)
    if comma:
        text = text.translate(str.maketrans(",.", ".,"))
    found = _AMOUNT.fullmatch(text)
    digits = digits_of(currency)
    decimals = (found[3] or "") if found else ""
    if found is None or decimals[digits:].strip("0"):
        raise StatementUnread("amount", line, cell=cell[:40])
    fen = int(found[2].replace(",", "") + decimals[:digits].ljust(digits, "0"))
    if fen > FEN_MAX:
        raise StatementUnread("amount", line, cell=cell[:40])
    return Money(-fen if found[1] == "-" else fen, currency)


def day_in(cell: str, line: int) -> date:
    """The day that the cell tells, with or without a time after it."""
    words = cell.strip().replace("T", " ").split()
    found = _DAY.fullmatch(words[0]) if words else None
    if found is None:
        raise StatementUnread("day", line, cell=cell[:40])
    year, month, day = (found[1], found[3], found[4]) if found[1] else found.group(7, 6, 5)
    try:
        told = date(int(year), int(month), int(day))
    except ValueError:
        raise StatementUnread("day", line, cell=cell[:40]) from None
    if not DAY_MIN <= told < DAY_MAX:
        raise StatementUnread("day", line, cell=cell[:40])
    return told


def moment_in(cell: str, zone: tzinfo, line: int) -> datetime:
    """The moment that the cell tells by that zone's clocks, in UTC."""
    words = cell.strip().replace("T", " ").split()
    # WeChat Pay's own sample has full-width colons.
    clock = _CLOCK.fullmatch(words[1].replace("：", ":")) if len(words) == 2 else None
    if clock is None:
        raise StatementUnread("moment", line, cell=cell[:40])
    day = day_in(words[0], line)
    try:
        told = datetime(
            day.year, day.month, day.day, int(clock[1]), int(clock[2]), int(clock[3] or 0),
            tzinfo=zone,
        )  # fmt: skip
    except ValueError:
        raise StatementUnread("moment", line, cell=cell[:40]) from None
    return in_utc(told)


def currency_in(cell: str, line: int) -> str:
    """The currency by its three letters."""
    told = cell.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", told):
        raise StatementUnread("currency", line, cell=cell[:40])
    return told
