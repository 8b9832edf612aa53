"""Whoever asks is answered once, and forgotten in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.records import EVENING
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.geo.point import Point
from yeshi.people.contact import By, Contact
from yeshi.people.newcomer import (
    KEPT_AFTER,
    Newcomer,
    NewcomerDecided,
    NewcomerKind,
    NewcomerState,
)

ASKS = Newcomer(
    id="cd", digest="d", kind=NewcomerKind.COURIER, name="Wu",
    contact=Contact(By.MAIL, "wu@example.org"), language="en", called=Name("吴", "Wu"),
    sort="ebike", market="", place=Point(0, 0), says="", made_at=EVENING,
)  # fmt: skip


def test_it_is_decided_once() -> None:
    """With a moment, and something that became of whoever was taken."""
    taken = ASKS.decided(NewcomerState.ACCEPTED, EVENING, "welcome", "wu")
    assert taken == replace(
        ASKS, state=NewcomerState.ACCEPTED, decided_at=EVENING, why="welcome", thing="wu"
    )
    assert not isinstance(taken, Refused)
    assert taken.holds
    assert taken.decided(NewcomerState.DECLINED, EVENING, "no") == Refused(NewcomerDecided())
    assert not replace(ASKS, state=NewcomerState.ACCEPTED, decided_at=EVENING).holds
    assert not replace(ASKS, thing="wu").holds


def test_it_is_forgotten_some_time_after_it_was_decided_or_made() -> None:
    """And not before."""
    assert not ASKS.is_old(EVENING + KEPT_AFTER - timedelta(seconds=1))
    assert ASKS.is_old(EVENING + KEPT_AFTER)
    later = replace(ASKS, state=NewcomerState.WITHDRAWN, decided_at=EVENING + timedelta(days=1))
    assert not later.is_old(EVENING + KEPT_AFTER)
