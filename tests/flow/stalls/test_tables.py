"""How many tables there are, who says so, and how those who sit there pay."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.code_sheet import TABLES_MAX
from yeshi.base.refused import Invalid, Unknown
from yeshi.flow.ports import Store
from yeshi.flow.stalls.tables import OfMarket, OfStall, set_pay_first, set_tables, tables_of
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city, on each store."""
    return SmallCity(store).settle_in()


def test_tables_have_numbers_and_codes_that_stay(city: SmallCity) -> None:
    """More of them leave those that were there as they are."""
    engine = city.engine
    done(set_tables(engine, city.key(), OfStall("a"), 2))
    before = {one.number: one.id for one in tables_of(engine, "a")}
    done(set_tables(engine, city.key(), OfStall("a"), 4))
    after = {one.number: one.id for one in tables_of(engine, "a")}
    assert list(after) == [1, 2, 3, 4]
    assert before.items() <= after.items()
    done(set_tables(engine, city.key(), OfStall("a"), 0))
    assert tables_of(engine, "a") == []
    found = refused(set_tables(engine, city.key(), OfStall("a"), TABLES_MAX + 1))
    assert found == Invalid("tables", f"0…{TABLES_MAX}")


def test_a_stall_sets_its_own_and_an_operator_those_of_a_market(city: SmallCity) -> None:
    """Nobody else's."""
    owner = city.by(Person("p", "Wang", (Grant(Role.STALLHOLDER, "a"),), None))
    done(set_tables(owner, city.key(), OfStall("a"), 1))
    assert refused(set_tables(owner, city.key(), OfStall("b"), 1)) == Unknown("merchant", "b")
    found = refused(set_tables(owner, city.key(), OfMarket("m"), 1))
    assert isinstance(found, NotAllowed)
    operator = city.by(Person("o", "Li", (Grant(Role.OPERATOR, CITY),), None))
    done(set_tables(operator, city.key(), OfMarket("m"), 1))
    found = refused(set_tables(operator, city.key(), OfMarket("none"), 1))
    assert found == Unknown("market", "none")
    found = refused(set_tables(city.engine, city.key(), OfStall("none"), 1))
    assert found == Unknown("merchant", "none")


def test_a_stall_says_when_it_is_paid(city: SmallCity) -> None:
    """Its owner does."""
    owner = city.by(Person("p", "Wang", (Grant(Role.STALLHOLDER, "a"),), None))
    done(set_pay_first(owner, city.key(), "a", True))
    with city.store.begin() as work:
        assert work.merchants.must("a").pay_first
    cook = city.by(Person("q", "Wu", (Grant(Role.COOK, "a"),), None))
    found = refused(set_pay_first(cook, city.key(), "a", False))
    assert isinstance(found, NotAllowed | Unknown)
    found = refused(set_pay_first(city.engine, city.key(), "none", True))
    assert found == Unknown("merchant", "none")
