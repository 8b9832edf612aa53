"""What businesses took by period, from a CSV file: a line a business and period."""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from yeshi.base.errors import InputError
from yeshi.files.cells import as_meant
from yeshi.files.toml import text_of
from yeshi.observatory.recovery.trade import NEVER, Trade

NEEDED = ("business", "period", "trade", "online_since")


@dataclass(slots=True)
class _Business:
    """A business as the file tells it: what it is, since when online, trade by first day."""

    line: int
    groups: tuple[str, ...]
    online_since: str
    trade: dict[date, float]


def read_trade(path: Path) -> Trade:
    """The trade in a CSV file; further columns are groups, the same on all lines of a business.

    `period` is a period's first day, `trade` at least 0, `online_since` empty for never. A period
    without a line is 0 trade. InputError names the line and the fault of the first.
    """
    read = csv.reader(text_of(path).removeprefix("\ufeff").splitlines())
    lines = [[as_meant(cell) for cell in row] for row in read]
    header = [name.strip() for name in lines[0]] if lines else []
    for name in NEEDED:
        if header.count(name) != 1:
            raise InputError(f"{path}, line 1: needs one column {name}")
    groups = [name for name in header if name not in NEEDED]
    businesses: dict[str, _Business] = {}
    for number, row in enumerate(lines[1:], 2):
        if any(map(str.strip, row)):
            if len(row) != len(header):
                raise InputError(f"{path}, line {number}: {len(row)} cells, not {len(header)}")
            cells = dict(zip(header, map(str.strip, row), strict=True))
            _take(businesses, cells, groups, number, f"{path}, line {number}")
    if not businesses:
        raise InputError(f"{path}: has no line of trade")
    return _trade(path, businesses, groups)


def _take(
    businesses: dict[str, _Business], cells: dict[str, str], groups: list[str], number: int,
    where: str,
) -> None:  # fmt: skip
    name = cells["business"]
    if not name:
        raise InputError(f"{where}: no business")
    period, amount = _day(cells["period"], f"{where}: period"), _amount(cells["trade"], where)
    if cells["online_since"]:
        _day(cells["online_since"], f"{where}: online_since")
    of = tuple(cells[group] for group in groups)
    one = businesses.setdefault(name, _Business(number, of, cells["online_since"], {}))
    if (one.groups, one.online_since) != (of, cells["online_since"]):
        raise InputError(f"{where}: {name} is told otherwise than on line {one.line}")
    if period in one.trade:
        raise InputError(f"{where}: {name} has {period} already")
    one.trade[period] = amount


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{where} must be a day such as 2026-01-05, not {text!r}") from None


def _amount(text: str, where: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        amount = -1.0
    if not 0 <= amount < float("inf"):
        raise InputError(f"{where}: trade must be a number of at least 0, not {text!r}")
    return amount


def _trade(path: Path, businesses: dict[str, _Business], groups: list[str]) -> Trade:
    periods = sorted({period for one in businesses.values() for period in one.trade})
    steps = {(later - sooner).days for sooner, later in pairwise(periods)}
    # Months are of 28 to 31 days; days and weeks are all alike.
    if steps and max(steps) - min(steps) > 3:
        raise InputError(f"{path}: its periods are {min(steps)} to {max(steps)} days apart")
    values = np.array([[one.trade.get(day, 0.0) for day in periods] for one in businesses.values()])
    online = np.array([_since(one.online_since, periods) for one in businesses.values()], np.int64)
    return Trade(
        tuple(businesses), tuple(periods), values, online,
        {group: tuple(one.groups[at] for one in businesses.values())
         for at, group in enumerate(groups)},
    )  # fmt: skip


def _since(day: str, periods: list[date]) -> int:
    """The period in which `day` falls; the first for what was before it, NEVER for no day."""
    return max(0, bisect_right(periods, date.fromisoformat(day)) - 1) if day else NEVER
