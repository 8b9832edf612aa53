"""Work by person: how steady it is, who found a first job, and groups large enough to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

GROUP_MIN = 10
WEEKS = 12
YOUNG_BELOW = 35


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """What somebody with shifts chose to say; None: nothing."""

    woman: bool | None = None
    born_year: int | None = None
    first_job: bool | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """What one person worked and earned in a week."""

    person: str
    week: date
    hours: float
    pay: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Hours and hourly pay of a group of at least ten people."""

    name: str
    people: int
    hours: float
    hourly_median: float
    hourly_p10: float
    weeks_median: float


def steadiness(worked: Iterable[Worked], week: date) -> dict[str, int]:
    """By person the weeks with shifts among the twelve that end with that of `week`'s Monday."""
    first = week - timedelta(weeks=WEEKS - 1)
    weeks: dict[str, set[date]] = {}
    for one in worked:
        if first <= one.week <= week and one.hours > 0:
            weeks.setdefault(one.person, set()).add(one.week)
    return {person: len(seen) for person, seen in weeks.items()}


def groups(
    worked: Sequence[Worked], people: Mapping[str, SelfDescription], week: date
) -> list[Group]:
    """All, and the groups that people chose to say, each only with at least ten in it.

    A group is left out as well when all others who answered the same question are fewer than ten:
    what is told of all would tell of them.
    """
    steady = steadiness(worked, week)
    hours: dict[str, float] = {}
    pay: dict[str, float] = {}
    for one in worked:
        if one.person in steady:
            hours[one.person] = hours.get(one.person, 0.0) + one.hours
            pay[one.person] = pay.get(one.person, 0.0) + one.pay
    told = []
    for name, members, others in _named(steady, people, week.year):
        if len(members) < GROUP_MIN or 0 < len(others) < GROUP_MIN:
            continue
        hourly = np.array([pay[p] / hours[p] for p in members if hours.get(p, 0) > 0])
        told.append(
            Group(
                name=name,
                people=len(members),
                hours=sum(hours[p] for p in members),
                hourly_median=float(np.median(hourly)),
                hourly_p10=float(np.quantile(hourly, 0.1)),
                weeks_median=float(np.median([steady[p] for p in members])),
            )
        )
    return told


def _named(
    steady: Mapping[str, int], people: Mapping[str, SelfDescription], year: int
) -> list[tuple[str, list[str], list[str]]]:
    """Each group with its members, and with those who gave another answer."""

    def said(name: str, answer: Mapping[str, bool]) -> tuple[str, list[str], list[str]]:
        return name, [p for p in answer if answer[p]], [p for p in answer if not answer[p]]

    known = {p: people.get(p, SelfDescription()) for p in steady}
    women = {p: one.woman for p, one in known.items() if one.woman is not None}
    young = {
        p: year - one.born_year < YOUNG_BELOW
        for p, one in known.items()
        if one.born_year is not None
    }
    first = {p: one.first_job for p, one in known.items() if one.first_job is not None}
    return [("all", list(steady), []), said("women", women), said("young", young),
            said("first_job", first)]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owners:
    """Businesses of a group of at least ten owners, and what they sold."""

    name: str
    owners: int
    sold_median: float


def owners(
    sold: Mapping[str, float], people: Mapping[str, SelfDescription], year: int
) -> list[Owners]:
    """All owners whose businesses sold something, and the groups of women and of the young.

    The same rule as for workers: ten in the group, and ten or none who answered otherwise.
    """
    told = []
    weeks = dict.fromkeys(sold, 1)
    for name, members, others in _named(weeks, people, year):
        if name == "first_job" or len(members) < GROUP_MIN or 0 < len(others) < GROUP_MIN:
            continue
        median = float(np.median([sold[one] for one in members]))
        told.append(Owners(name, len(members), median))
    return told
