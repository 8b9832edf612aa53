"""The index of digital use: scores by group and month, how sure ranks are, and what moved them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from yeshi.observatory.index.aggregating import aggregated
from yeshi.observatory.index.build import Built, build
from yeshi.observatory.index.change import change, effective
from yeshi.observatory.index.framework import Aggregation, Framework
from yeshi.observatory.index.measurements import Floats, Measurements
from yeshi.observatory.index.ranking import ranked
from yeshi.observatory.ladder import RUNGS, Climb
from yeshi.observatory.sheet import Row

GROUPINGS = ("city", "district", "sector")
# Businesses and choices are drawn anew so many times, for the intervals of scores and ranks.
DRAWS = 400
# In a draw each weight is up to a quarter more or less, and every second draw is geometric.
JITTER = 0.25
PATTERNS = np.array([[bit >> n & 1 for n in range(len(RUNGS) - 1)] for bit in range(16)], float)


class Scoring:
    """Scores by a framework; `method` names it beside each score: others are not compared."""

    def __init__(self, framework: Framework, method: str) -> None:
        self.framework, self.method = framework, method
        self._codes = tuple(one.code for one in self.framework.indicators)
        self._of_pattern = self._built(PATTERNS).index[:-2].round(6)

    def scores(
        self, everybody: Sequence[Climb], days: Sequence[date], today: date, kept: Sequence[Row]
    ) -> list[Row]:
        """A row a group and day; a month that is over keeps the score and method it was given."""
        settled = {(row["by"], row["group"], row["day"]) for row in kept if row["final"]}
        rows = [row for row in kept if row["final"]]
        for by in GROUPINGS:
            for day in days:
                for row in self._scored(everybody, day, by, last=day == days[-1]):
                    at = (by, row["group"], day.isoformat())
                    if at not in settled:
                        over = day < today.replace(day=1)
                        said = {"day": at[2], "method": self.method, "final": over}
                        rows.append({"by": by, **row, **said})
        return sorted(rows, key=lambda row: (row["by"], row["group"], row["day"]))

    def changes(self, everybody: Sequence[Climb], before: date, after: date) -> list[Row]:
        """By group what each indicator added to the score from one day to the other."""
        rows = []
        for by in GROUPINGS:
            old, new = _groups(everybody, before, by), _groups(everybody, after, by)
            both = [group for group in new if group in old]
            if not both:
                continue
            measured = [self._measurements(_shares([of[g] for g in both], day), both)
                      for of, day in ((old, before), (new, after))]  # fmt: skip
            told = change(measured[0], measured[1], self.framework)
            for number, group in enumerate(both):
                parts = dict(zip(self._codes, map(float, told.parts[number]), strict=True))
                rows.append({
                    "by": by, "group": group or "–", "before": float(told.before[number]),
                    "after_score": float(told.after[number]), **parts,
                })  # fmt: skip
        return rows

    def of_business(self, one: Climb, day: date) -> float:
        """The score of a single business, from the rungs on which it stands."""
        return float(self._of_pattern[_pattern(one, day)])

    def _scored(self, everybody: Sequence[Climb], day: date, by: str, last: bool) -> list[Row]:
        groups = _groups(everybody, day, by)
        if not groups:
            return []
        shares = _shares(list(groups.values()), day)
        built, drawn = self._built(shares), _drawn(list(groups.values()), day)
        places = ranked(built.index[: len(groups)].round(2))
        ranks = self._ranks(drawn) if last else None
        rows = []
        for number, (group, members) in enumerate(groups.items()):
            low, high = np.quantile(self._built(drawn[number]).index[:-2], [0.025, 0.975])
            between = np.quantile(ranks[:, number], [0.05, 0.95]) if ranks is not None else None
            rows.append({
                "group": group or "–", "businesses": len(members),
                "score": float(built.index[number]), "low": float(low), "high": float(high),
                "rank": int(places[number]),
                "rank_low": None if between is None else float(between[0]),
                "rank_high": None if between is None else float(between[1]),
                **dict(zip(self._codes, map(float, shares[number]), strict=True)),
            })  # fmt: skip
        return rows

    def _ranks(self, drawn: Floats) -> Floats:
        """Ranks over draws of businesses, weights and aggregation, shape (draws, groups)."""
        chance = np.random.default_rng(2)
        weights = effective(self._built(drawn[:, 0]))
        ranks = np.empty((DRAWS, len(drawn)))
        for number in range(DRAWS):
            moved = weights * chance.uniform(1 - JITTER, 1 + JITTER, len(weights))
            how: Aggregation = "geometric" if number % 2 else "arithmetic"
            # Above nothing, so that a geometric mean has what to multiply.
            parts = 1.0 + 99.0 * drawn[:, number]
            scores = aggregated(parts, moved / moved.sum(), how, list(self._codes))
            ranks[number] = ranked(scores.round(2))
        return ranks

    def _built(self, shares: Floats) -> Built:
        units = [str(number) for number in range(len(shares))]
        return build(self._measurements(shares, units), self.framework)

    def _measurements(self, shares: Floats, units: Sequence[str]) -> Measurements:
        """The shares between a group that does nothing and one that does all, the last two."""
        anchored = np.vstack([shares, np.zeros(len(self._codes)), np.ones(len(self._codes))])
        return Measurements((*units, "nothing", "everything"), self._codes, anchored)


def _groups(everybody: Sequence[Climb], day: date, by: str) -> dict[str, list[Climb]]:
    """The businesses that were listed by the day, by group."""
    groups: dict[str, list[Climb]] = {}
    for one in everybody:
        if not one.is_service and one.stands_on(0, day):
            name = "city" if by == "city" else str(getattr(one, by))
            groups.setdefault(name, []).append(one)
    return dict(sorted(groups.items()))


def _patterns(members: Sequence[Climb], day: date) -> Floats:
    """How many of the members stand on each of the sixteen sets of rungs."""
    counts = np.zeros(len(PATTERNS))
    for one in members:
        counts[_pattern(one, day)] += 1
    return counts


def _pattern(one: Climb, day: date) -> int:
    """Which of the sixteen sets of rungs the business stands on."""
    return sum(one.stands_on(n + 1, day) << n for n in range(len(RUNGS) - 1))


def _shares(groups: Sequence[Sequence[Climb]], day: date) -> Floats:
    """The share of each group on each rung, shape (groups, rungs)."""
    counts = np.array([_patterns(members, day) for members in groups])
    shares: Floats = counts @ PATTERNS / counts.sum(axis=1, keepdims=True)
    return shares


def _drawn(groups: Sequence[Sequence[Climb]], day: date) -> Floats:
    """Shares over as many businesses drawn with replacement, shape (groups, draws, rungs)."""
    chance = np.random.default_rng(1)
    found = []
    for members in groups:
        counts = _patterns(members, day)
        drawn = chance.multinomial(len(members), counts / counts.sum(), DRAWS)
        found.append(drawn @ PATTERNS / len(members))
    return np.array(found)
