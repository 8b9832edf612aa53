"""What is left when a programme ends, and where it may go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.programmes.programmes import NOW, TODAY, programme, student
from tests.programmes.test_changing import payment
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused
from yeshi.programmes.ending import BeyondFree, ForAnotherField, Left, StillOn, left, pass_on
from yeshi.programmes.payment import PaymentState
from yeshi.programmes.programme import Field, ProgrammeOver
from yeshi.programmes.student import Reached

OVER = replace(programme(), ended_at=NOW)
OTHER = replace(programme(), id="q")
FUND = Left(Money(500, "CNY"), Money(200, "CNY"))


def test_what_is_owed_is_all_that_was_promised() -> None:
    """By milestones still to come, and by what waits for approval; not to who has left."""
    far = replace(student(), reached=(Reached("enrolled", TODAY, "f", "seen"),))
    gone = replace(student("g"), left_on=TODAY)
    waiting, declined = payment(10_000), payment(10_000, PaymentState.DECLINED)
    fund = left(Money(50_000, "CNY"), (far, student("n"), gone), (waiting, declined))
    assert (fund.owed.fen, fund.free.fen) == (5_000 + 15_000 + 10_000, 20_000)
    assert left(Money(1, "CNY"), (student(),), ()).free.fen == 0


@pytest.mark.parametrize(
    ("source", "to", "fen", "reason"),
    [
        (programme(), OTHER, 1, StillOn("p")),
        (OVER, replace(OTHER, ended_at=NOW), 1, ProgrammeOver("q")),
        (OVER, replace(OTHER, field=Field.ENVIRONMENT), 1, ForAnotherField("q")),
        (OVER, replace(OTHER, id="p"), 1, ForAnotherField("p")),
        (OVER, OTHER, 0, Invalid("amount", "0.01…3.00")),
        (OVER, OTHER, 301, BeyondFree(300, 301, "CNY")),
    ],
)  # fmt: skip
def test_where_it_may_not_go(source: Any, to: Any, fen: int, reason: Any) -> None:
    """From one that goes on, to one that is over or of another field, or more than is free."""
    same = to if to.id != "p" else replace(source, ended_at=None)
    assert pass_on(source, same, Money(fen, "CNY"), FUND) == Refused(reason)


def test_where_it_may_go() -> None:
    """To another programme of the same field, up to what is free."""
    assert pass_on(OVER, OTHER, Money(300, "CNY"), FUND) is None
