"""Choosing at a table from several phones, and moving with all of it: on each store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.tables import city_of, code, send, serve, tab, unpaid, want
from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.refused import Invalid, Unknown
from yeshi.flow.due import FORGET, FORGOTTEN, carry_out
from yeshi.flow.orders import seating
from yeshi.flow.orders.tab_settling import pay_lines
from yeshi.flow.ports import Store
from yeshi.flow.stalls.tables import OfStall, set_tables
from yeshi.market.table import TableBusy
from yeshi.orders.guest_wishes import GUESTS_MAX
from yeshi.orders.tab import TableFull, TableTaken
from yeshi.people.actor import visitor
from yeshi.people.person import Grant, Person, Role


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With tables, on each store."""
    return city_of(store)


def test_several_phones_share_a_tab(city: SmallCity) -> None:
    """Each adds and takes off what is its own."""
    table = code(city)
    opened = want(city, "li", table, {"a1": 1})
    assert want(city, "wu", table, {"a1": 2, "a2": 1}) == opened
    want(city, "wu", table, {"a2": 1, "a1": 0})
    found = tab(city, opened)
    assert found.guests == ("li", "wu")
    assert (found.basket_of("li"), found.basket_of("wu")) == ({"a1": 1}, {"a2": 1})


def test_who_sits_elsewhere_is_nobody_there(city: SmallCity) -> None:
    """A code that leads nowhere, somebody else's name, too much of a dish."""
    engine, table = city.engine, code(city)
    assert refused(seating.want(engine, city.key(), "li", "none", {})) == Unknown("table", "none")
    other = engine.acting(visitor("wu"))
    assert refused(seating.want(other, city.key(), "li", table, {})) == Unknown("customer", "li")
    many = {"a1": QUANTITY_MAX + 1}
    found = refused(seating.want(engine, city.key(), "li", table, many))
    assert found == Invalid("quantity", f"0…{QUANTITY_MAX}")
    for number in range(GUESTS_MAX):
        want(city, f"g{number}", table, {})
    assert refused(seating.want(engine, city.key(), "li", table, {})) == TableFull(GUESTS_MAX)


def test_they_move_with_all_that_they_ordered(city: SmallCity) -> None:
    """The kitchen reads the new number; the table they left is free."""
    table, other = code(city), code(city, number=2)
    opened = want(city, "li", table, {"a1": 1})
    order = send(city, "li", table)
    done(seating.move(city.engine, city.key(), "li", opened, other))
    at_table = city.order(order).at_table
    assert at_table
    assert at_table.number == tab(city, opened).number == 2
    assert want(city, "wu", table, {"a1": 1}) != opened
    assert want(city, "wu", other, {"a1": 1}) == opened


def test_they_do_not_move_where_others_sit_nor_elsewhere(city: SmallCity) -> None:
    """Nor does anybody move others."""
    opened = want(city, "li", code(city), {"a1": 1})
    want(city, "wu", code(city, number=2), {"a1": 1})
    move = seating.move
    engine, other, market = city.engine, code(city, number=2), code(city, "m")
    assert refused(move(engine, city.key(), "li", opened, other)) == TableTaken(2)
    assert refused(move(engine, city.key(), "li", opened, market)) == Invalid("table", "choice")
    assert refused(move(engine, city.key(), "wu", opened, market)) == Unknown("tab", opened)


def test_a_stall_moves_its_guests(city: SmallCity) -> None:
    """At its own tables, by who works there."""
    opened = want(city, "li", code(city), {"a1": 1})
    cook = city.by(Person("p", "Wang", (Grant(Role.COOK, "a"),), None))
    done(seating.move_for(cook, city.key(), "a", opened, 3))
    assert tab(city, opened).number == 3
    found = refused(seating.move_for(cook, city.key(), "a", opened, 9))
    assert found == Invalid("table", "choice")
    elsewhere = city.by(Person("q", "Wu", (Grant(Role.COOK, "b"),), None))
    found = refused(seating.move_for(elsewhere, city.key(), "a", opened, 2))
    assert found == Unknown("merchant", "a")


def test_the_table_is_free_when_all_is_paid(city: SmallCity) -> None:
    """Who sits down next begins anew; what is wanted keeps it."""
    table = code(city)
    opened = want(city, "li", table, {"a1": 1})
    order = send(city, "li", table)
    serve(city, order)
    want(city, "li", table, {"a2": 1})
    lines = unpaid(city, order)
    done(pay_lines(city.engine, city.key(), "li", opened, lines, city.order(order).unpaid))
    assert tab(city, opened).closed_at is None
    want(city, "li", table, {})
    assert tab(city, opened).closed_at == city.clock.now()
    assert want(city, "wu", table, {"a1": 1}) != opened


def test_who_goes_away_without_ordering_leaves_it_to_others(city: SmallCity) -> None:
    """After a while, by the clock."""
    table = code(city)
    opened = want(city, "li", table, {"a1": 1})
    ordered = want(city, "li", code(city, number=2), {"a1": 1})
    send(city, "li", code(city, number=2))
    city.wait(121)
    assert carry_out(city.engine, FORGOTTEN) == 1
    assert tab(city, opened).closed_at
    assert tab(city, ordered).closed_at is None
    with city.store.begin() as work:
        late = city.clock.now() + timedelta(days=1)
        assert [one.id for one in work.tabs.closed_before(late, 9)] == [opened]
        assert [one.id for one in work.tabs.open_at("a")] == [ordered]


def test_who_sat_at_a_table_is_kept_for_a_day(city: SmallCity) -> None:
    """Then nothing tells who they were, however many there are."""
    tabs = [want(city, "li", code(city, number=number), {"a1": 1}) for number in (1, 2, 3)]
    city.wait(121)
    assert carry_out(city.engine, FORGOTTEN) == 3
    city.wait(24 * 60 - 1)
    carry_out(city.engine, FORGET)
    assert all(tab(city, one) for one in tabs)
    city.wait(24 * 60)
    with pytest.MonkeyPatch.context() as rounds:
        rounds.setattr(seating, "A_ROUND", 2)
        carry_out(city.engine, FORGET)
    with city.store.begin() as work:
        assert work.tabs.get_many(tabs) == {}


def test_a_table_at_which_somebody_sits_does_not_go(city: SmallCity) -> None:
    """Others do; their codes come back with them."""
    last = code(city, number=3)
    want(city, "li", code(city, number=2), {"a1": 1})
    engine = city.engine
    assert refused(set_tables(engine, city.key(), OfStall("a"), 1)) == TableBusy(2)
    done(set_tables(engine, city.key(), OfStall("a"), 2))
    found = refused(seating.want(engine, city.key(), "wu", last, {"a1": 1}))
    assert found == Unknown("table", last)
    done(set_tables(engine, city.key(), OfStall("a"), 3))
    assert code(city, number=3) == last
