"""Sheets of the night: when and where the city trades, and districts told fairly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from yeshi.flow.city.sheets.source import Source
from yeshi.observatory.night import Counted, latest_counts
from yeshi.observatory.sheet import Row, Sheet

WINDOW = timedelta(days=28)
CALENDAR = timedelta(days=56)


def night(city: Source) -> list[Sheet]:
    """By hour, by place and sector, a calendar of hours, and districts by head and business."""
    since, until = city.today - WINDOW + timedelta(days=1), city.today
    return [
        _hours(city, since, until),
        _by(city, "market", since, until),
        _by(city, "sector", since, until),
        _calendar(city, until - CALENDAR + timedelta(days=1), until),
        _districts(city, since, until),
    ]


def _joined(city: Source, names: Sequence[str], by: str, since: date, until: date) -> list[Row]:
    """Several figures by the same column, a row a group."""
    rows: dict[Any, Row] = {}
    for name in names:
        for row in city.figure(name, [by], since, until):
            rows.setdefault(row[by], {}).update(row)
    return list(rows.values())


def _hours(city: Source, since: date, until: date) -> Sheet:
    calendar = city.terms.calendar
    found = {row["hour"]: row for row in _joined(city, ["orders", "trade"], "hour", since, until)}
    rows = tuple(
        {"hour": hour, "night": calendar.hour_is_night(hour),
         "orders": found.get(hour, {}).get("orders", 0),
         "sold": found.get(hour, {}).get("sold", 0.0)}
        for hour in calendar.hours
    )  # fmt: skip
    return Sheet("night-hours", rows if found else (), since, until)


def _by(city: Source, by: str, since: date, until: date) -> Sheet:
    figures = ["trade", "orders", "night", "online"]
    rows = []
    for row in _joined(city, figures, by, since, until):
        told: Row = {by: row[by] or "–"}
        if by == "market":
            # Who stands in no market has no place, and all rows the same columns.
            market = city.markets.get(row[by])
            told |= {"zh": market.name.zh if market else None,
                     "en": market.name.en if market else None,
                     "x": market.collection.x if market else None,
                     "y": market.collection.y if market else None}  # fmt: skip
        told |= {name: row.get(name) for name in ("sold", "orders", "night_share")}
        rows.append({**told, "businesses": row.get("paid", 0)})
    rows.sort(key=lambda row: -(row["sold"] or 0.0))
    name = "night-places" if by == "market" else "night-sectors"
    return Sheet(name, tuple(rows), since, until)


def _calendar(city: Source, since: date, until: date) -> Sheet:
    rows = tuple(
        {"day": row["day"].isoformat(), "hour": row["hour"], "orders": row["orders"]}
        for row in city.figure("orders", ["day", "hour"], since, until)
    )
    hours = list(city.terms.calendar.hours)
    return Sheet("night-calendar", rows, since, until, {"hours": hours})


def _districts(city: Source, since: date, until: date) -> Sheet:
    """Trade of a district per business that traded and per thousand people who live there."""
    told = ((row["district"], Counted(row["year"], row["people"])) for row in city.panel("people"))
    people = latest_counts(told, until.year)
    rows = []
    for row in _joined(city, ["trade", "night", "online"], "district", since, until):
        sold, businesses = row.get("sold", 0.0), row.get("paid", 0)
        counted = people.get(row["district"])
        count = counted.people if counted else 0
        rows.append({
            "district": row["district"] or "–",
            "sold": sold,
            "night_share": row.get("night_share"),
            "businesses": businesses,
            "per_business": sold / businesses if businesses else None,
            "people": count or None,
            "people_year": counted.year if counted else None,
            "per_1000_people": sold / count * 1000 if count else None,
        })  # fmt: skip
    rows.sort(key=lambda row: -(row["per_business"] or 0.0))
    return Sheet("night-districts", tuple(rows), since, until, {"people": bool(people)})
