"""What is learnt of the demand, and how it fades."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.dispatch.test_decide import FAR, HERE, NEAR, order
from yeshi.dispatch.outlook import HABIT_S, PACE_S, Outlook, learn
from yeshi.dispatch.snapshot import Service, Snapshot

SERVICE = Service(240.0, 240.0)


def test_an_order_is_learnt_once_however_long_it_is_open() -> None:
    """By its id; its counter, and how long before readiness it was known."""
    snapshot = Snapshot(
        orders=(order("a", HERE, FAR, 5),), couriers=(), service=SERVICE, at_s=1000.0
    )
    once = learn(Outlook(), snapshot)
    twice = learn(once, replace(snapshot, at_s=1060.0))
    assert dict(once.counters) == dict(twice.counters) == {HERE: 1.0}
    assert once.notice[20] == Outlook().notice[20] + 1.0
    assert twice.notice == once.notice
    assert twice.pace < once.pace == 1.0


def test_the_pace_fades_within_the_night_and_a_place_within_days() -> None:
    """Until it is forgotten."""
    first = learn(
        Outlook(),
        Snapshot(orders=(order("a", HERE, FAR, 5),), couriers=(), service=SERVICE, at_s=0.0),
    )
    later = learn(
        first,
        Snapshot(orders=(order("b", NEAR, FAR, 5),), couriers=(), service=SERVICE, at_s=PACE_S),
    )
    assert abs(later.pace - (np.exp(-1.0) + 1.0)) < 1e-12
    assert dict(later.counters)[HERE] < dict(later.counters)[NEAR] == 1.0
    quiet = later
    for day in range(1, 7):
        quiet = learn(quiet, Snapshot(orders=(), couriers=(), service=SERVICE, at_s=day * HABIT_S))
    week = learn(
        quiet,
        Snapshot(
            orders=(order("c", NEAR, FAR, 5),), couriers=(), service=SERVICE, at_s=7 * HABIT_S
        ),
    )
    assert set(dict(week.counters)) == {NEAR}


def test_the_expected_lateness_is_the_mean_over_the_notices_seen() -> None:
    """With orders known ten minutes ahead, a courier ten minutes away is the service late."""
    known = tuple(1.0 if minute == 10 else 0.0 for minute in range(61))
    late = Outlook(notice=known).late_s(120.0)
    assert late[8] == 0.0
    assert late[9] == 60.0
    assert late[10] == 120.0
    assert late[30] == 20 * 60.0 + 120.0
    assert (np.diff(late) >= 0.0).all()
