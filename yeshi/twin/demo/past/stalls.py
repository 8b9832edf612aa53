"""When each stall of the made-up past came onto the platform, and what it did there by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo.past.days import Days, Floats, Ints

NEVER = -1
# Of the stalls that deliver: so many did from the first day, and so many came before the shock.
FROM_THE_FIRST, BEFORE_THE_SHOCK = 0.35, 0.25
# The others came after it, a cohort a week from the third week on.
WAITED_WEEKS, COHORTS = 3, 8
# What coming onto the platform adds, against usual trade at the counter.
ONLINE_ADDS = 0.2
RUNS_ON_FIGURES = 0.6


@dataclass(frozen=True, slots=True)
class Stalls:
    """The city's stalls in the past: `online`, the day since which each delivers, or NEVER.

    `lively`: of shape (days, stalls), what each sells against what it sells today.
    """

    ids: tuple[str, ...]
    online: Ints
    lively: Floats


def stalls_of(ids: Sequence[str], delivers: Sequence[bool], days: Days, seed: int) -> Stalls:
    """The stalls from the seed; those that do not deliver today never did."""
    chance = np.random.default_rng((seed, 2))
    count, shock = len(ids), days.number(days.shock_began)
    online = np.full(count, NEVER, np.int64)
    order = chance.permutation(np.flatnonzero(delivers))
    first, before = (int(len(order) * share) for share in (FROM_THE_FIRST, BEFORE_THE_SHOCK))
    online[order[:first]] = 0
    weeks = chance.integers(4, max(5, shock // 7 - 8), before)
    online[order[first : first + before]] = weeks * 7
    late = order[first + before :]
    online[late] = shock + 7 * (WAITED_WEEKS + np.arange(len(late)) % COHORTS)
    return Stalls(tuple(ids), online, _lively(days, online, chance))


def _lively(days: Days, online: Ints, chance: np.random.Generator) -> Floats:
    """By day and stall: the city's course, the shock by how it sells, and its own ups and downs."""
    number, count = np.arange(len(days.days))[:, None], len(online)
    delivers = (online >= 0) & (number >= online)
    late = online >= days.number(days.shock_began)
    # Who came late sells today a fifth more than it would at the counter alone.
    shocked = np.where(
        late, (days.at_counter[:, None] + ONLINE_ADDS * delivers) / (1 + ONLINE_ADDS),
        np.where(delivers, days.online[:, None], days.at_counter[:, None]),
    )  # fmt: skip
    weekly = chance.normal(0.0, 0.08, (len(days.days) // 7 + 1, count))
    for week in range(1, len(weekly)):
        weekly[week] += 0.5 * weekly[week - 1]
    own = np.exp(weekly[number[:, 0] // 7])
    found: Floats = days.lively[:, None] * shocked * own
    return found


def dealings_of(stalls: Stalls, days: Days, seed: int) -> Columns:
    """What stalls did that dates their rungs: listed, changed on its figures; by day."""
    chance = np.random.default_rng((seed, 3))
    last = len(days.days) - 1
    rows: list[tuple[int, int, int]] = []
    for stall, online in enumerate(stalls.online.tolist()):
        listed = int(chance.integers(0, last // 2)) if online == NEVER else online
        rows.append((max(0, listed - int(chance.integers(7, 90))), stall, 0))
        learns = online + int(chance.integers(20, 400))
        if online == NEVER or chance.random() > RUNS_ON_FIGURES or learns + 9 > last:
            continue
        turns = range(learns, last - 9, 61)
        rows += [(day + int(chance.integers(0, 9)), stall, 1) for day in turns]
    rows.sort()
    told = np.array(rows, np.int64).reshape(-1, 3)
    return {
        "day": days.days[told[:, 0]],
        "merchant": Coded(told[:, 1].astype(np.int32), stalls.ids),
        "kind": Coded(told[:, 2].astype(np.int32), ("listed", "changed")),
    }
