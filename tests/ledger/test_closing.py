"""Days are closed in order, each thing that is not at zero with a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused
from yeshi.ledger.closing import (
    CloseInOrder,
    CloseItem,
    CloseMatter,
    CloseUnexplained,
    DayClose,
    DayClosedBefore,
    DayNotOver,
    close_id,
    explained,
    refuses_close,
    seen_as,
)

FIRST, DAY = date(2026, 11, 1), timedelta(days=1)
RUNNING = FIRST + 3 * DAY
ENDS = datetime(2026, 11, 2, 22, tzinfo=UTC)
NOTHING = CloseItem(matter=CloseMatter.TRIAL, account="", amount=Money(0, "CNY"))
LEFT = CloseItem(
    matter=CloseMatter.UNDER_WAY, account="clearing:payouts", amount=Money(400, "CNY"), count=1,
    since=FIRST,
)  # fmt: skip
# Two that come to nothing are two all the same.
EVEN = CloseItem(
    matter=CloseMatter.DIFFERENCES, account="provider:stripe", amount=Money(0, "CNY"), count=2,
    since=FIRST,
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "last", "reason"),
    [
        (FIRST, None, None),
        # Who begins later closes all before it with that day.
        (FIRST + DAY, None, None),
        (FIRST - DAY, None, CloseInOrder("2026-11-01")),
        (FIRST + DAY, FIRST, None),
        (FIRST + 2 * DAY, FIRST, CloseInOrder("2026-11-02")),
        (FIRST, FIRST, DayClosedBefore("2026-11-01")),
        (FIRST, FIRST + DAY, DayClosedBefore("2026-11-01")),
        (RUNNING, RUNNING - DAY, DayNotOver("2026-11-04")),
        (RUNNING + DAY, None, DayNotOver("2026-11-05")),
    ],
)
def test_which_day_may_be_closed(day: date, last: date | None, reason: Reason | None) -> None:
    expected = Refused(reason) if reason else None
    assert refuses_close(day, RUNNING, last, FIRST) == expected


def test_what_is_not_zero_needs_a_sentence() -> None:
    items = (NOTHING, LEFT, EVEN)
    whys = {LEFT.key: " the bank answers on Monday ", EVEN.key: "asked Stripe"}
    said = explained(items, whys)
    assert not isinstance(said, Refused)
    assert [one.why for one in said] == ["", "the bank answers on Monday", "asked Stripe"]
    unsaid = explained(items, {LEFT.key: "the bank answers on Monday", EVEN.key: " "})
    assert unsaid == Refused(CloseUnexplained("differences", "provider:stripe"))
    assert explained((NOTHING,), {NOTHING.key: "said for nothing"}) == (NOTHING,)


def test_what_was_seen_is_another_once_any_of_it_is() -> None:
    assert seen_as([NOTHING, LEFT]) == seen_as([NOTHING, replace(LEFT, why="said")])
    changed = [replace(LEFT, amount=Money(401, "CNY")), replace(LEFT, count=2),
               replace(LEFT, since=FIRST + DAY), replace(LEFT, account="clearing:refunds")]  # fmt: skip
    assert len({seen_as([NOTHING, one]) for one in (LEFT, *changed)}) == 5


def test_a_close_is_of_a_day_that_is_over_and_says_why() -> None:
    close = DayClose(
        id=close_id(FIRST), day=FIRST, ends_at=ENDS, closed_at=ENDS, by="tr",
        items=(NOTHING, replace(LEFT, why="on Monday")), sums=(),
    )  # fmt: skip
    assert close.holds
    assert close.left == (replace(LEFT, why="on Monday"),)
    assert not replace(close, items=(LEFT,)).holds
    assert not replace(close, closed_at=ENDS - timedelta(seconds=1)).holds
