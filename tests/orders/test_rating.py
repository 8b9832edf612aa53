"""What may be rated: each line that was delivered once, and how it was brought by who brought it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity
from yeshi.base.refused import Invalid, Refused
from yeshi.orders.order import Order
from yeshi.orders.rating import (
    BROUGHT,
    RATED_WITHIN,
    AnsweredBefore,
    Judged,
    RatedBefore,
    Rating,
    answer_to,
    counted_under,
    lines_to_rate,
    rate,
    rated_until,
    wordless,
)

GIVEN = Rating(
    id="r", order="o", line="a1", merchant="a", item="a1", stars=2, word="cold",
    rated_at=EVENING, night=EVENING.date(),
)  # fmt: skip


@pytest.fixture
def order() -> Order:
    """An order of two of a dish and one of another stall's, that is there."""
    city = SmallCity().settle_in()
    city.fill()
    placed = city.place({"a1": 2, "b1": 1})
    city.cook(placed)
    city.bring(placed)
    return city.order(placed)


def test_a_selection_is_one_line_however_many_there_are(order: Order) -> None:
    """Nothing is to be rated of an order that is on its way."""
    assert [(who, line.item) for who, line in lines_to_rate(order)] == [("a", "a1"), ("b", "b1")]
    assert lines_to_rate(replace(order, state=type(order.state)("collected"))) == []
    assert rated_until(replace(order, ended_at=None)) is None


def test_once_and_only_what_there_was(order: Order) -> None:
    """A line twice in one answer is twice too; what nobody brought was not brought well or ill."""
    now = order.ended_at
    assert now is not None
    one = [Judged("a1", 5)]
    assert rate(order, one, [], now) is None
    assert rate(order, one, ["a1"], now) == Refused(RatedBefore(order.id))
    assert rate(order, one, ["b1", BROUGHT], now) is None
    assert rate(order, one * 2, [], now) == Refused(Invalid("line", "choice"))
    collected = replace(order, courier=None, route=None)
    brought = [Judged(BROUGHT, 5)]
    assert rate(order, brought, [], now) is None
    assert rate(collected, brought, [], now) == Refused(Invalid("line", "choice"))
    last = now + RATED_WITHIN - timedelta(microseconds=1)
    assert rate(order, one, [], last) is None
    assert rate(order, one, [], now + RATED_WITHIN) is not None


def test_a_stall_answers_once_and_who_is_forgotten_leaves_the_stars() -> None:
    """What the stall answered goes with the words it answers."""
    answered = answer_to(GIVEN, "sorry", EVENING)
    assert isinstance(answered, Rating)
    assert answered.holds
    assert answer_to(answered, "again", EVENING) == Refused(AnsweredBefore("r"))
    bare = wordless(answered)
    assert (bare.stars, bare.word, bare.answer) == (2, "", "")
    assert bare.holds
    assert not replace(GIVEN, merchant=None).holds
    assert not replace(GIVEN, stars=0).holds


def test_what_all_share_is_counted_last() -> None:
    """A dish under itself and its stall, how it was brought under its zone; none under both."""
    assert counted_under(GIVEN, "east") == ("dish:a1", "stall:a", "dishes")
    brought = replace(GIVEN, line=BROUGHT, merchant=None, item=None)
    assert brought.holds
    assert counted_under(brought, "east") == ("brought:east", "brought")
