"""The nearest few of many, one after the other, without sorting them all."""

from __future__ import annotations

from yeshi.dispatch.kernel import inlined
from yeshi.dispatch.problem import Floats, Ints


@inlined
def rank_in(who: Ints, far: Floats, found: int, one: int, at: float) -> int:
    """Put `one`, who is `at` away, among the `found` nearest so far; how many there are now.

    `who` and `far` hold as many as they have room for, the nearest first; of two as far the first.
    """
    room = len(who)
    if found == room and at >= far[room - 1]:
        return found
    rank = found if found < room else room - 1
    while rank > 0 and far[rank - 1] > at:
        far[rank], who[rank] = far[rank - 1], who[rank - 1]
        rank -= 1
    far[rank], who[rank] = at, one
    return min(room, found + 1)
