"""The ladder of digital use: for each business, or public service, since when it stands where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yeshi.base.names import Name

RUNGS = ("listed", "ordering", "paid", "delivering", "figures")
SERVICE_RUNGS = ("described", "applied", "decided", "delivered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """Since when one stands on each rung, None for those not reached; rungs as in `RUNGS`.

    `is_service`: a public body's service, whose rungs are `SERVICE_RUNGS`. `source`: the
    platform's own record, or an imported panel.
    """

    id: str
    name: Name
    sector: str
    district: str
    since: tuple[date | None, ...]
    is_service: bool = False
    source: str = "platform"

    def stands_on(self, rung: int, day: date) -> bool:
        """Whether it had reached the rung by the end of the day."""
        since = self.since[rung]
        return since is not None and since <= day


def with_what_came_before(
    ours: Sequence[date | None], told: Sequence[date | None]
) -> tuple[date | None, ...]:
    """The days of a business of the platform of which a panel tells as well, rung by rung.

    The panel tells what came before the platform: the earlier day counts.
    """
    return tuple(
        min((day for day in both if day is not None), default=None)
        for both in zip(ours, told, strict=True)
    )


@dataclass(frozen=True, slots=True)
class RungCount:
    """How many of a group stand on a rung at the end of a day, of how many."""

    day: date
    group: str
    rung: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """The share of the group, 0 to 1."""
        return self.count / self.of if self.of else 0.0


def rung_counts(climbs: Iterable[Climb], days: Sequence[date], by: str) -> list[RungCount]:
    """Each group's standing on each rung at the end of each day, businesses apart from services.

    `by`: `city`, `sector` or `district`. Who was not listed by then does not count in the group.
    """
    groups: dict[tuple[str, bool], list[Climb]] = {}
    for one in climbs:
        name = "city" if by == "city" else str(getattr(one, by))
        groups.setdefault((name, one.is_service), []).append(one)
    found = []
    for (name, is_service), members in sorted(groups.items()):
        for day in days:
            there = [one for one in members if one.stands_on(0, day)]
            for number, rung in enumerate(SERVICE_RUNGS if is_service else RUNGS):
                count = sum(one.stands_on(number, day) for one in there)
                found.append(RungCount(day, name, rung, count, len(there)))
    return found


def month_ends(first: date, last: date) -> list[date]:
    """The last day of each month from that of `first`, and `last` itself."""
    days: list[date] = []
    day = first
    while True:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        end = following - timedelta(days=1)
        if end >= last:
            return [*days, last]
        days.append(end)
        day = following
