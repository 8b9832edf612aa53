"""Ways to a counter that lead by other counters, where a courier can be told otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from yeshi.dispatch.standing import Move
from yeshi.geo.point import Point
from yeshi.geo.travel import TravelTimes


def by_way(
    moves: Sequence[Move], counters: Sequence[Point], travel: TravelTimes, tick_s: float
) -> list[Move]:
    """Each move, or in its place the one to the first counter on its way, if there is any.

    Who is on the way cannot be called back; who stands at a counter can be sent anywhere. A counter
    is on the way if going by it takes no more than the move's `spare_s` longer; of several the one
    that is reached first. Both parts of the way take a tick or more: within less nothing is
    decided. A courier sent on from there has a shorter way left, so they arrive.
    """
    far = [move for move in moves if move.arrive_s >= 2 * tick_s]
    if not far or not counters:
        return list(moves)
    to = travel.matrix([move.courier.place for move in far], counters)
    on = travel.matrix(counters, [move.place for move in far]).T
    latest = np.array([move.arrive_s + move.spare_s for move in far])[:, None]
    passed = (to >= tick_s) & (on >= tick_s) & (to + on <= latest)
    first = np.where(passed, to, np.inf)
    nearer = {
        move.courier.id: replace(move, place=counters[at], arrive_s=float(to[row, at]))
        for row, (move, at) in enumerate(zip(far, first.argmin(axis=1).tolist(), strict=True))
        if passed[row, at]
    }
    return [nearer.get(move.courier.id, move) for move in moves]
