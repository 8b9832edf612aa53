"""The sheet of days: what the city's page compares a day with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from yeshi.flow.city.sheets.source import Source
from yeshi.observatory.sheet import Row, Sheet

WINDOW = timedelta(days=28)
# Each figure by day, and what of it is told.
_TOLD = {
    "orders": ("orders", "delivered"),
    "trade": ("sold",),
    "waiting": ("median_min", "p90_min", "late_share"),
    "night": ("night_share",),
    "online": ("ordering",),
    "work": ("hours", "pay"),
}


def days(city: Source) -> list[Sheet]:
    """The figures of each of the last four weeks' business days on which something was recorded."""
    since, until = city.today - WINDOW + timedelta(days=1), city.today
    found: dict[Any, Row] = {}
    for name, columns in _TOLD.items():
        for row in city.figure(name, ["day"], since, until):
            of_day = found.setdefault(row["day"], {})
            of_day.update({column: row[column] for column in columns})
    names = [name for told in _TOLD.values() for name in told]
    rows = tuple(
        {"day": day.isoformat(), **{column: found[day].get(column) for column in names}}
        for day in sorted(found)
    )
    return [Sheet("days", rows, since, until)]
