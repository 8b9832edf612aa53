"""Where a courier with nothing to do should stand: sent to a counter before there is an order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from yeshi.dispatch.coverage import NEAREST, SOON_S, minute, nearest
from yeshi.dispatch.kernel import inlined, kernel, unreferenced
from yeshi.dispatch.outlook import Outlook
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import Flags, Floats, Ints
from yeshi.dispatch.snapshot import Candidate, Snapshot
from yeshi.geo.point import Point
from yeshi.geo.travel import TravelTimes

# A place is worth what it saves in this time; later the city looks different.
STAYS_S = 900.0
# Longer ways are not gone for a chance.
WAY_S_MAX = 900.0
# Nobody waits for who is sent ahead: to pass a counter is worth a minute more.
SPARE_S = 60.0
# The next order of a counter finds its nearest courier gone with this chance, then the next one …
# Those who are planned for an order are left out, so it is less than in `coverage`.
TAKEN = 0.3
# Of each courier, counters within reach that are looked at, those where most is lost first.
LOOKED_AT = 40
# Seconds of orders that a move has to save.
WORTH_S = 6.0
# So many are sent in one tick; the next looks again.
MOVES_MAX = 16
# Who goes off duty sooner than this stays.
DUTY_S_MIN = 900.0


@dataclass(frozen=True, slots=True)
class Move:
    """A courier sent to a counter without an order; `arrive_s` from the snapshot.

    `spare_s`: so much later they may be there without a loss.
    """

    courier: Candidate
    place: Point
    arrive_s: float
    spare_s: float = 0.0


def moves(
    snapshot: Snapshot, planned: Collection[str], policy: Policy, travel: TravelTimes,
    outlook: Outlook,
) -> list[Move]:  # fmt: skip
    """The moves that begin now, of idle couriers who are not `planned` for any order.

    One after the other, the move that saves most: over the snapshot's counters, by their share of
    the orders that the pace brings, the expected lateness of the next order now, less that with the
    courier at the counter, for STAYS_S; less what is lost while they are on the way. Only where
    that is more than WORTH_S. Who is planned for an order counts as gone: orders to come are for
    the others.
    """
    places = snapshot.counters
    if not policy.prepositioning or not places:
        return []
    soon = [c for c in snapshot.couriers if c.free_s <= SOON_S and c.id not in planned]
    free = np.array([c.idle and c.off_s >= DUTY_S_MIN for c in soon])
    if not free.any():
        return []
    ways = travel.matrix([*[c.place for c in soon], *places], places)
    arrive = ways[: len(soon)] + np.array([c.free_s for c in soon])[:, None]
    share = outlook.shares(places) * outlook.rate
    late = outlook.late_s(snapshot.service.pickup_s / 2)
    found = best_moves(arrive, ways[len(soon) :], share, late, free)
    return [
        Move(soon[k], places[counter], float(ways[k, counter]), SPARE_S)
        for k, counter in found.tolist()
    ]


@kernel
def best_moves(arrive: Floats, between: Floats, share: Floats, late: Floats, free: Flags) -> Ints:
    """Rows of courier and counter, the best move first; `arrive` and `free` are changed.

    `arrive`: seconds, couriers × counters; `between`: seconds, counters × counters; `share`: orders
    a second by counter.
    """
    couriers, counters = arrive.shape
    found = np.empty((couriers, 2), np.int64)
    count = 0
    who = np.empty((counters, NEAREST + 2), np.int64)
    when = np.empty((counters, NEAREST + 2))
    known = np.empty(counters, np.int64)
    now = np.empty(counters)
    while count < min(couriers, MOVES_MAX):
        for counter in range(counters):
            known[counter] = nearest(arrive, counter, who[counter], when[counter])
            now[counter] = expected(who[counter], when[counter], known[counter], -1, 0.0, late)
        wanted = np.argsort(-share * now)
        best, mover, target = WORTH_S, -1, -1
        for courier in range(couriers):
            if free[courier]:
                saved, counter = best_target(
                    courier, wanted, best, arrive, between, share, late, who, when, known, now
                )
                if counter >= 0:
                    best, mover, target = saved, courier, counter
        if mover < 0:
            break
        found[count, 0], found[count, 1] = mover, target
        count += 1
        way = arrive[mover, target]
        for counter in range(counters):
            arrive[mover, counter] = way + between[target, counter]
        free[mover] = False
    return found[:count]


@unreferenced
def best_target(
    courier: int, wanted: Ints, best: float, arrive: Floats, between: Floats, share: Floats,
    late: Floats, who: Ints, when: Floats, known: Ints, now: Floats,
) -> tuple[float, int]:  # fmt: skip
    """Where the courier's move saves most, if that is more than `best`; else counter -1."""
    target, looked = -1, 0
    for counter in wanted:
        way = arrive[courier, counter]
        if way < 60.0 or way > WAY_S_MAX:
            continue
        looked += 1
        if looked > LOOKED_AT:
            break
        saved = saving(courier, counter, way, between, share, late, who, when, known, now)
        if saved > best:
            best, target = saved, counter
    return best, target


@inlined
def saving(
    courier: int, target: int, way: float, between: Floats, share: Floats, late: Floats,
    who: Ints, when: Floats, known: Ints, now: Floats,
) -> float:  # fmt: skip
    """Seconds of orders that the move saves in STAYS_S after it, less those lost on the way."""
    saved = 0.0
    for counter in range(len(share)):
        there = between[target, counter]
        near = there < when[counter, min(known[counter], NEAREST) - 1]
        for rank in range(min(known[counter], NEAREST)):
            near = near or who[counter, rank] == courier
        if near:
            mine, times, all_ = who[counter], when[counter], known[counter]
            after = expected(mine, times, all_, courier, there, late)
            meanwhile = expected(mine, times, all_, courier, there + way, late)
            saved += share[counter] * (
                STAYS_S * (now[counter] - after) + way * (now[counter] - meanwhile)
            )
    return saved


@inlined
def expected(who: Ints, when: Floats, known: int, moved: int, there: float, late: Floats) -> float:
    """Expected lateness of a counter's next order; `moved` would be there in `there` seconds.

    With chance TAKEN its nearest courier is gone, then the next, through NEAREST of them.
    """
    result, chance, rank, at = 0.0, 1.0 - TAKEN, 0, 0
    placed = moved < 0
    while rank < NEAREST:
        if at < known and who[at] == moved:
            at += 1
            continue
        if not placed and (at >= known or there <= when[at]):
            result += chance * late[minute(there)]
            placed = True
        elif at < known:
            result += chance * late[minute(when[at])]
            at += 1
        else:
            result += chance * late[-1]
        chance *= TAKEN
        rank += 1
    return result
