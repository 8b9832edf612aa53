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
TAKEN = 0.15
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
    now = np.empty(counters)
    lateness = np.empty((counters, NEAREST + 1, len(late)))
    ranks = np.empty((couriers, counters), np.int64)
    changed = np.ones(counters, np.bool_)
    while count < min(couriers, MOVES_MAX):
        for counter in range(counters):
            if changed[counter]:
                known = nearest(arrive, counter, who[counter], when[counter])
                who[counter, known:], when[counter, known:] = -1, np.inf
                now[counter] = expected(who[counter], when[counter], known, -1, 0.0, late)
                tabulate(who[counter], when[counter], known, free, late, lateness[counter])
                ranks[:, counter] = NEAREST
                for rank in range(min(known, NEAREST)):
                    ranks[who[counter, rank], counter] = rank
        mover, target = best_move(arrive, between, share, free, ranks, when, now, lateness)
        if mover < 0:
            break
        found[count, 0], found[count, 1] = mover, target
        count += 1
        way = arrive[mover, target]
        free[mover] = False
        for counter in range(counters):
            arrive[mover, counter] = way + between[target, counter]
            changed[counter] = arrive[mover, counter] < when[counter, -1]
            for one in who[counter]:
                changed[counter] |= one == mover
    return found[:count]


@unreferenced
def best_move(
    arrive: Floats, between: Floats, share: Floats, free: Flags, ranks: Ints, when: Floats,
    now: Floats, lateness: Floats,
) -> tuple[int, int]:  # fmt: skip
    """The courier and the counter of the move that saves most; -1 if none is worth it."""
    couriers, counters = arrive.shape
    best, mover, target = WORTH_S, -1, -1
    for courier in range(couriers):
        if free[courier]:
            for counter in range(counters):
                way = arrive[courier, counter]
                if 60.0 <= way <= WAY_S_MAX:
                    saved = saving(
                        ranks[courier], way, between[counter], share, when, now, lateness
                    )
                    if saved > best:
                        best, mover, target = saved, courier, counter
    return mover, target


@unreferenced
def tabulate(
    who: Ints, when: Floats, known: int, free: Flags, late: Floats, lateness: Floats
) -> None:
    """Fill in one counter's expected lateness by who moves and in how many minutes they would be
    there: by their rank among its nearest, and at NEAREST for anyone else; shape (NEAREST + 1, 61).
    """
    for rank in range(NEAREST + 1):
        moved = len(free)
        if rank < NEAREST:
            if rank >= known or not free[who[rank]]:
                continue
            moved = int(who[rank])
        for minutes in range(len(late)):
            there = 60.0 * minutes
            if there - 60.0 > when[NEAREST]:
                # Already a minute nearer the mover was none of the nearest.
                lateness[rank, minutes] = lateness[rank, minutes - 1]
            else:
                lateness[rank, minutes] = expected(who, when, known, moved, there, late)


@unreferenced
def saving(
    ranks: Ints, way: float, there: Floats, share: Floats, when: Floats, now: Floats,
    lateness: Floats,
) -> float:  # fmt: skip
    """Seconds of orders that a move of `way` saves in STAYS_S after it, less those lost on the way.

    `ranks`: the mover's rank among each counter's nearest, or NEAREST; `there`: seconds from the
    target to each counter.
    """
    saved = 0.0
    for counter in range(len(share)):
        rank = ranks[counter]
        # Who is none of the nearest, and would not be one of them, changes nothing.
        if rank < NEAREST or there[counter] < when[counter, NEAREST - 1]:
            after = lateness[counter, rank, minute(there[counter])]
            meanwhile = lateness[counter, rank, minute(there[counter] + way)]
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
