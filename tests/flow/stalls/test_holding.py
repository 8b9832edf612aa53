"""An operator holds a stall for some minutes, with words for customers and a reason."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from yeshi.base.refused import Refused, Unknown
from yeshi.flow import due
from yeshi.flow.ports import Answer, Store
from yeshi.flow.stalls import holding, listing
from yeshi.market.kitchen import HeldByOperator
from yeshi.people.person import CITY, Grant, Person, Role


def person(role: Role, scope: str) -> Person:
    """Who has that role there."""
    return Person(f"{role}-{scope}", role, (Grant(role, scope),), None)


OPERATOR, COOK = person(Role.OPERATOR, CITY), person(Role.COOK, "a")
ELSEWHERE, HOLDER = person(Role.OPERATOR, "east"), person(Role.STALLHOLDER, "a")


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store."""
    return SmallCity(store).settle_in()


def hold(city: SmallCity, who: Person | None = OPERATOR, minutes: int = 30) -> Answer:
    """Hold stall a."""
    return holding.hold(city.by(who), city.key(), "a", minutes, "gas is checked", "a leak")


def refusal(city: SmallCity) -> object:
    """Why stall a cannot be ordered from, None where it can."""
    city.fill()
    try:
        city.quote({"a1": 1})
    except Exception as refused:
        return refused
    return None


def test_a_held_stall_is_closed_and_opens_by_the_clock(city: SmallCity) -> None:
    """Customers are told the operator's words; the stall itself cannot end it."""
    done(hold(city))
    with city.store.begin() as work:
        merchant = work.merchants.must("a")
    closed = HeldByOperator("a", "gas is checked")
    assert "gas is checked" in repr(refusal(city))
    assert closed.says == (merchant.held.says if merchant.held else "")
    done(listing.take_orders(city.by(HOLDER), city.key(), "a", True))
    assert refusal(city) is not None
    assert due.carry_out(city.engine, due.HOLDS) == 0
    city.wait(31)
    assert due.carry_out(city.engine, due.HOLDS) == 1
    assert refusal(city) is None


def test_it_is_let_go_before_its_time(city: SmallCity) -> None:
    """With a reason; and both are in the record with who did it."""
    done(hold(city))
    assert isinstance(holding.release(city.by(OPERATOR), city.key(), "a", ""), Refused)
    done(holding.release(city.by(OPERATOR), city.key(), "a", "all is well"))
    assert refusal(city) is None
    with city.store.begin() as work:
        told = [(one.event.kind, one.by) for one in work.events.of_subject("a")][-2:]
    assert told == [
        ("merchant.held", "person:operator-city"), ("merchant.released", "person:operator-city"),
    ]  # fmt: skip


def test_nobody_else_holds_it(city: SmallCity) -> None:
    """Neither its own people nor another zone's operator; nor without words, or for ever."""
    assert isinstance(hold(city, COOK), Refused)
    assert isinstance(hold(city, None), Refused)
    assert hold(city, ELSEWHERE) == Refused(Unknown("merchant", "a"))
    assert isinstance(hold(city, minutes=0), Refused)
    assert isinstance(hold(city, minutes=24 * 60 + 1), Refused)
    said = holding.hold(city.by(OPERATOR), city.key(), "a", 5, "", "why")
    assert isinstance(said, Refused)
