"""What the office enters of cash: as much as there is, with a reason, of somebody there is."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.collecting import PHONE, city_of, hand_over, place_to_collect
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import cash, tills
from yeshi.flow.orders.cash_by_hand import Entering
from yeshi.people.actor import NotAllowed
from yeshi.people.person import Grant, Person, Role

ONE_FEN = Money(1, "CNY")
EACH = [(cash.hand_in, "courier"), (cash.set_off, "courier"),
        (tills.hand_in, "merchant"), (tills.set_off, "merchant")]  # fmt: skip


@pytest.mark.parametrize(("enter", "whose"), EACH)
def test_of_nobody_nothing_is_entered(enter: Entering, whose: str) -> None:
    """Nor by who is none of the city's treasury, whoever they are."""
    city = SmallCity().settle_in()
    assert refused(enter(city.engine, city.key(), "z", ONE_FEN, "why")) == Unknown(whose, "z")
    li = city.by(Person("li", "Li", (Grant(Role.STALLHOLDER, "a"),), None))
    assert isinstance(refused(enter(li, city.key(), "z", ONE_FEN, "why")), NotAllowed)


@pytest.mark.parametrize("why", ["", "  ", "x" * 201])
def test_a_reason_is_some_words(why: str) -> None:
    """Blanks are none."""
    city = SmallCity().settle_in()
    answer = tills.hand_in(city.engine, city.key(), "a", ONE_FEN, why)
    assert refused(answer) == Invalid("why", "1…200")


def test_what_is_entered_twice_is_once() -> None:
    """And all but what there is, down to nothing."""
    city = city_of(cash=True)
    order = place_to_collect(city, {"a1": 1}, PHONE, PaidBy.CASH)
    city.cook(order)
    hand_over(city, order, "a")
    with city.store.begin() as work:
        owed = tills.owes(work, "a")
    nothing = tills.hand_in(city.engine, city.key(), "a", Money(0, "CNY"), "why")
    assert isinstance(refused(nothing), Invalid)
    key = city.key()
    first = done(tills.hand_in(city.engine, key, "a", owed, "why"))
    assert done(tills.hand_in(city.engine, key, "a", owed, "why")) == first
    again = tills.hand_in(city.engine, city.key(), "a", ONE_FEN, "why")
    assert isinstance(refused(again), Invalid)
