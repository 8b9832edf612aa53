"""What is entered is found by a part of its name, page by page, by who answers for the city."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.city import entered
from yeshi.flow.city.entered import PAGE, SomeEntered
from yeshi.flow.ports import Store
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

OPERATOR = Person("op", "Op", (Grant(Role.OPERATOR, CITY),), None)
COOK = Person("co", "Co", (Grant(Role.COOK, "a"),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store."""
    return SmallCity(store).settle_in()


def test_stalls_are_found_by_a_part_of_their_name(city: SmallCity) -> None:
    """In both languages, or of their id; those that ended apart."""
    with city.store.begin() as work:
        named = replace(work.merchants.must("a"), name=Name("臭豆腐", "Stinky Tofu"))
        work.merchants.put(named)
        gone = replace(work.merchants.must("b"), ended_at=city.clock.now())
        work.merchants.put(gone)
    engine = city.by(OPERATOR)
    for text in ("豆腐", "stinky", "A"):
        found = entered.stalls(engine, text, False, 0)
        assert isinstance(found, SomeEntered)
        assert named in found.found
    assert entered.stalls(engine, "", True, 0) == SomeEntered((gone,), None, None)
    shown = entered.stall(engine, "a")
    assert not isinstance(shown, Refused)
    assert [one.id for one in shown.menu] == ["a1", "a2"]
    assert entered.market(engine, "m") == (shown.market, 1)
    assert entered.open_markets(engine) == shown.markets


def test_a_page_leads_to_the_next(city: SmallCity) -> None:
    """And back."""
    with city.store.begin() as work:
        pattern = work.markets.must("m")
        for number in range(PAGE):
            work.markets.add(replace(pattern, id=f"n{number:02}"))
    first = entered.markets(city.by(OPERATOR), "", False, 0)
    assert isinstance(first, SomeEntered)
    assert (len(first.found), first.before, first.after) == (PAGE, None, PAGE)
    last = entered.markets(city.by(OPERATOR), "", False, PAGE)
    assert isinstance(last, SomeEntered)
    assert (len(last.found), last.before, last.after) == (1, 0, None)


def test_a_courier_is_shown_with_their_shifts(city: SmallCity) -> None:
    """Those to come, and those before."""
    shown = entered.courier(city.by(OPERATOR), "x")
    assert not isinstance(shown, Refused)
    assert (len(shown.to_come), len(shown.past)) == (0, 1)
    found = entered.couriers(city.by(OPERATOR), "", False, 0)
    assert isinstance(found, SomeEntered)
    assert [one.id for one in found.found] == ["x", "y"]
    assert entered.courier(city.by(OPERATOR), "q") == Refused(Unknown("courier", "q"))


def test_it_is_for_who_answers_for_the_city(city: SmallCity) -> None:
    """And for nobody else."""
    engine, no = city.by(COOK), Refused(NotAllowed("operator", CITY))
    assert entered.stalls(engine, "", False, 0) == no
    assert entered.markets(engine, "", False, 0) == no
    assert entered.couriers(engine, "", False, 0) == no
    assert entered.stall(engine, "a") == no
    assert entered.market(engine, "m") == no
    assert entered.courier(engine, "x") == no
