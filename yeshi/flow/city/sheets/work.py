"""Sheets of work: weeks, how steady it is, and groups of at least ten."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta

from yeshi.base.money import unit_fen
from yeshi.fleet.courier import Vehicle
from yeshi.flow.city.sheets.source import Source
from yeshi.observatory.sheet import Sheet
from yeshi.observatory.work import (
    GROUP_MIN,
    WEEKS,
    SelfDescription,
    Worked,
    groups,
    owners,
    steadiness,
)


def work(city: Source) -> list[Sheet]:
    """Work by week; weeks with shifts out of the last twelve; groups that may be told."""
    monday = city.today - timedelta(days=city.today.weekday())
    since = monday - timedelta(weeks=WEEKS - 1)
    weeks = tuple(
        {**row, "week": row["week"].isoformat()}
        for row in city.figure("work", ["week"], since, city.today)
    )
    machines = {one.id for one in city.couriers.values() if one.vehicle is Vehicle.ROBOT}
    unit = unit_fen(city.terms.currency)
    worked = [
        Worked(row["courier"], row["week"], row["hours"], row["pay_fen"] / unit)
        for row in city.columns.shiftwork(since)
        if row["courier"] not in machines
    ]
    people = {
        one.id: SelfDescription(one.woman, one.born_year, one.first_job)
        for one in city.couriers.values()
    }
    told = groups(worked, people, monday)
    counted = Counter(steadiness(worked, monday).values())
    steady = tuple(
        {"weeks": weeks, "people": counted.get(weeks, 0)} for weeks in range(1, WEEKS + 1)
    )
    return [
        Sheet("work-weeks", weeks, since, city.today),
        Sheet("work-steady", steady if counted else (), since, city.today),
        Sheet("work-groups", tuple(asdict(one) for one in told), since, city.today,
              {"least": GROUP_MIN}),
        _owners(city, since),
    ]  # fmt: skip


def _owners(city: Source, since: date) -> Sheet:
    """Owners whose businesses were paid in the twelve weeks."""
    rows = city.figure("trade", ["merchant"], since, city.today)
    sold = {row["merchant"]: row["sold"] for row in rows if row["sold"] > 0}
    people = {
        one.id: SelfDescription(one.owner_woman, one.owner_born_year)
        for one in city.merchants.values()
    }
    told = tuple(asdict(one) for one in owners(sold, people, city.today.year))
    return Sheet("work-owners", told, since, city.today, {"least": GROUP_MIN})
