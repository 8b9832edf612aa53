"""Whether the fund will last: what students will be due against what will come in, by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from yeshi.programmes.donor import Pledge
from yeshi.programmes.programme import Programme, Stipend, YearPlan
from yeshi.programmes.student import Student

WEEKS_MIN = 4
WEEKS_A_YEAR = 52
Draws = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chances:
    """What the forecast takes for granted, to be stated beside it.

    `goes_on`: the chance that a student reaches the next milestone. `kept`: the chance that a
    pledge is kept.
    """

    goes_on: float = 0.97
    kept: float = 0.95
    draws: int = 10_000
    seed: int = 20171130


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the programme stands today.

    `by_trade`: what orders gave, in fen, in each full week so far. `selected`: how many were
    selected this year. `proposed_fen`: what is proposed and not yet paid.
    """

    today: date
    balance_fen: int
    students: Sequence[Student]
    pledges: Sequence[Pledge]
    by_trade: Sequence[int]
    selected: int
    proposed_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAhead:
    """A year of the forecast: amounts in fen, means over the draws; balances at its end.

    `paid`: in what share of the draws all that is due in it, and all that was left over, can be
    paid; `paid_low`, `paid_high`: the 95 % interval of that share for the number of draws.
    """

    year: int
    due_fen: float
    budget_fen: int
    income_fen: float
    balance_low_fen: float
    balance_fen: float
    balance_high_fen: float
    paid: float
    paid_low: float
    paid_high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The years ahead, and whether trade's gifts are in it (they need four full weeks)."""

    years: tuple[YearAhead, ...]
    chances: Chances
    trade_weeks: int

    @property
    def counts_trade(self) -> bool:
        """Whether there were weeks enough to count what trade will give."""
        return self.trade_weeks >= WEEKS_MIN


def forecast(programme: Programme, now: Standing, chances: Chances | None = None) -> Forecast:
    """The fund year by year, until the last student's last milestone, the plan's or pledge's end.

    In each draw every student goes on from milestone to milestone by chance, the cohorts of the
    plan are selected in full, pledges come by chance in the year for which they were made, and
    trade gives weeks drawn with replacement from those recorded. What cannot be paid in a year is
    due in the next. To one that has ended nothing comes any more, and nobody is selected.
    """
    said = chances or Chances()
    chance = np.random.default_rng(said.seed)
    first = now.today.year
    due = _due(programme, now, said, chance)
    last = max([first, *due, *(plan.year for plan in _cohorts(programme)),
                *(pledge.due_on.year for pledge in now.pledges)])  # fmt: skip
    balance = np.full(said.draws, float(now.balance_fen))
    owed = np.zeros(said.draws)
    years = []
    for year in range(first, last + 1):
        income = _income(year, now, said, chance)
        plan = programme.plan_of(year)
        fresh = due.get(year, np.zeros(said.draws))
        owed = owed + fresh
        balance = balance + income
        paid = np.minimum(owed, balance)
        balance, owed = balance - paid, owed - paid
        share = float(np.mean(owed < 0.5))
        low, high = _wilson(share, said.draws)
        poor, usual, rich = map(float, np.quantile(balance, [0.05, 0.5, 0.95]))
        years.append(
            YearAhead(
                year=year,
                due_fen=float(fresh.mean()),
                budget_fen=plan.budget.fen if plan else 0,
                income_fen=float(income.mean()),
                balance_low_fen=poor,
                balance_fen=usual,
                balance_high_fen=rich,
                paid=share,
                paid_low=low,
                paid_high=high,
            )
        )
    return Forecast(tuple(years), said, len(now.by_trade))


def forecasting() -> Callable[[tuple[Programme, Standing, Chances | None]], Forecast]:
    """What does the same for whoever sends the programme and the rest: for a process apart."""

    def answer(asked: tuple[Programme, Standing, Chances | None]) -> Forecast:
        return forecast(*asked)

    return answer


def full_weeks(given: Mapping[date, int], today: date) -> list[int]:
    """What each full week gave, after the week of the first entry and before this one.

    `given`: by the Monday of a week what it gave; a week between without an entry gave nothing.
    """
    if not given:
        return []
    monday, this = min(given), today - timedelta(today.weekday())
    return [given.get(monday + timedelta(weeks=n), 0) for n in range(1, (this - monday).days // 7)]


def _due(
    programme: Programme, now: Standing, said: Chances, chance: np.random.Generator
) -> dict[int, Draws]:
    """What falls due in each year, one figure a draw."""
    due: dict[int, Draws] = {now.today.year: np.full(said.draws, float(now.proposed_fen))}
    groups: dict[tuple[int, int, int, tuple[Stipend, ...]], int] = {}
    for student in now.students:
        if student.left_on is None:
            since = student.selected_on
            at = (since.year, since.month, len(student.reached), student.promised)
            groups[at] = groups.get(at, 0) + 1
    for plan in _cohorts(programme):
        if plan.year < now.today.year:
            continue
        taken = now.selected if plan.year == now.today.year else 0
        begins = (plan.year, now.today.month if taken else 9, 0, programme.stipends)
        groups[begins] = groups.get(begins, 0) + max(0, plan.places - taken)
    for (year, month, reached, promised), people in sorted(groups.items(), key=_begins):
        if people == 0:
            continue
        left = np.full(said.draws, people)
        for stipend in promised[reached:]:
            left = chance.binomial(left, said.goes_on)
            falls = max(now.today.year, year + (month - 1 + stipend.months) // 12)
            before = due.get(falls, np.zeros(said.draws))
            due[falls] = before + left * float(stipend.amount.fen)
    return due


def _cohorts(programme: Programme) -> tuple[YearPlan, ...]:
    return () if programme.ended_at else programme.plan


def _begins(group: tuple[tuple[int, int, int, tuple[Stipend, ...]], int]) -> tuple[int, int, int]:
    """When the group set out, and how far it is."""
    year, month, reached, _ = group[0]
    return year, month, reached


def _income(year: int, now: Standing, said: Chances, chance: np.random.Generator) -> Draws:
    """What comes in in the year, one figure a draw."""
    income = np.zeros(said.draws)
    for pledge in now.pledges:
        # A pledge that is late is hoped for this year.
        if max(pledge.due_on.year, now.today.year) == year and pledge.left:
            income += (chance.random(said.draws) < said.kept) * float(pledge.left.fen)
    if len(now.by_trade) >= WEEKS_MIN:
        days_left = (date(year, 12, 31) - now.today).days if year == now.today.year else 365
        weeks = round(days_left * WEEKS_A_YEAR / 365)
        for _ in range(weeks):
            income += chance.choice(np.asarray(now.by_trade, dtype=float), said.draws)
    return income


def _wilson(share: float, draws: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson score interval of a share (Wilson 1927)."""
    centre = (share + z * z / (2 * draws)) / (1 + z * z / draws)
    spread = share * (1 - share) / draws + z * z / (4 * draws * draws)
    half = z / (1 + z * z / draws) * float(np.sqrt(spread))
    return max(0.0, centre - half), min(1.0, centre + half)
