"""Paying at a table: by line, by person, in cash, or not at all; on each store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.tables import city_of, code, send, serve, tab, unpaid, want
from tests.flow.test_races import at_once
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.due import NOT_COLLECTED, carry_out
from yeshi.flow.orders import reading
from yeshi.flow.orders.reading import OrderView
from yeshi.flow.orders.tab_settling import left_unpaid, pay_lines, take_cash
from yeshi.flow.ports import Done, Store
from yeshi.flow.stalls import listing
from yeshi.ledger import accounts
from yeshi.ledger.transfers import NotEnough
from yeshi.orders.at_table import PaidAlready, TabChanged
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.tab_paying import LineAt
from yeshi.people.actor import visitor
from yeshi.people.person import Grant, Person, Role


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With tables, on each store."""
    return city_of(store)


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []


def eaten(city: SmallCity, place: str = "a") -> tuple[str, str]:
    """What three have eaten together: the tab and the order."""
    table = code(city, place)
    opened = want(city, "li", table, {"a1": 1})
    want(city, "wu", table, {"a1": 1, "a2": 1})
    if place == "m":
        want(city, "zhao", table, {"b1": 1})
    order = send(city, "li", table)
    serve(city, order)
    return opened, order


def test_each_pays_their_own(city: SmallCity) -> None:
    """With the last line the stall has its money, and the table is free."""
    opened, order = eaten(city)
    lines, engine = unpaid(city, order), city.engine
    done(pay_lines(engine, city.key(), "li", opened, lines[:1], city.money(1550)))
    well(city)
    assert city.order(order).unpaid == city.money(4550)
    done(pay_lines(engine, city.key(), "wu", opened, lines[1:], city.money(4550)))
    assert city.order(order).is_settled
    assert city.balance(accounts.wallet("li")) == 20_000 - 1550
    assert city.balance(accounts.wallet("wu")) == 20_000 - 4550
    assert city.balance(accounts.DUE) == city.balance(accounts.ESCROW) == 0
    assert tab(city, opened).closed_at
    well(city)


def test_one_pays_what_others_ate(city: SmallCity) -> None:
    """Whoever sits there; nobody else."""
    opened, order = eaten(city)
    lines, all_of = unpaid(city, order), city.order(order).unpaid
    stranger = city.engine.acting(visitor("zhao"))
    found = refused(pay_lines(stranger, city.key(), "zhao", opened, lines, all_of))
    assert found == Unknown("tab", opened)
    done(pay_lines(city.engine, city.key(), "wu", opened, lines, all_of))
    assert city.order(order).is_settled


def test_what_another_has_paid_is_not_paid_again(city: SmallCity) -> None:
    """All of what is asked for, or none."""
    opened, order = eaten(city)
    lines, engine = unpaid(city, order), city.engine
    done(pay_lines(engine, city.key(), "li", opened, lines[:1], city.money(1550)))
    found = refused(pay_lines(engine, city.key(), "wu", opened, lines, city.money(6100)))
    assert found == PaidAlready("a")
    assert city.balance(accounts.wallet("wu")) == 20_000
    found = refused(pay_lines(engine, city.key(), "wu", opened, lines[1:], city.money(1)))
    assert found == TabChanged(1, 4550, "CNY")
    nowhere = [LineAt("other", "a", 0)]
    found = refused(pay_lines(engine, city.key(), "wu", opened, nowhere, city.money(1550)))
    assert found == Invalid("line", "choice")
    twice = [lines[1], lines[1]]
    found = refused(pay_lines(engine, city.key(), "wu", opened, twice, city.money(3100)))
    assert found == Invalid("line", "choice")
    well(city)


def test_two_phones_at_once_pay_it_once(city: SmallCity) -> None:
    """One of them is told that it is paid."""
    opened, order = eaten(city)
    lines, engine = unpaid(city, order), city.engine
    amount = city.order(order).unpaid
    answers = at_once(
        [
            lambda: pay_lines(engine, "one", "li", opened, lines, amount),
            lambda: pay_lines(engine, "two", "wu", opened, lines, amount),
        ]
    )
    assert sum(isinstance(one, Done) for one in answers) == 1
    paid = city.balance(accounts.wallet("li")) + city.balance(accounts.wallet("wu"))
    assert paid == 40_000 - amount.fen
    well(city)


def test_who_has_not_enough_pays_nothing(city: SmallCity) -> None:
    """And is told how much there is."""
    opened, order = eaten(city)
    city.fill("poor", 100)
    want(city, "poor", code(city), {})
    lines, amount = unpaid(city, order), city.order(order).unpaid
    found = refused(pay_lines(city.engine, city.key(), "poor", opened, lines, amount))
    assert isinstance(found, NotEnough)
    assert city.order(order).unpaid == amount


def test_each_stall_takes_its_own_cash(city: SmallCity) -> None:
    """What it owes of it is told; another stall's is not its to take."""
    opened, order = eaten(city, "m")
    cook = city.by(Person("p", "Wang", (Grant(Role.CASHIER, "a"),), None))
    ours = unpaid(city, order, "a")
    done(take_cash(cook, city.key(), "a", opened, ours, city.money(6100)))
    theirs = unpaid(city, order, "b")
    found = refused(take_cash(cook, city.key(), "a", opened, theirs, city.money(1550)))
    assert found == Invalid("line", "choice")
    well(city)
    done(take_cash(city.engine, city.key(), "b", opened, theirs, city.money(1550)))
    assert city.order(order).is_settled
    owed = city.balance(accounts.till("a")) + city.balance(accounts.till("b"))
    assert owed == -city.balance(accounts.FEES)
    assert city.balance(accounts.DUE) == 0
    well(city)


def test_what_was_eaten_and_not_paid_is_gone_from_the_shelf(city: SmallCity) -> None:
    """Also of a part of which others paid their lines: what was counted is told from the record."""
    done(listing.restock(city.engine, city.key(), "a", "a2", 5))
    opened, order = eaten(city)
    lines = unpaid(city, order)
    done(pay_lines(city.engine, city.key(), "li", opened, lines[:1], city.money(1550)))
    done(left_unpaid(city.engine, city.key(), "a", opened))
    assert city.order(order).is_settled
    well(city)


def test_who_leaves_without_paying_is_the_stalls_loss(city: SmallCity) -> None:
    """What others paid is theirs; the table is free."""
    opened, order = eaten(city)
    lines, engine = unpaid(city, order), city.engine
    done(pay_lines(engine, city.key(), "li", opened, lines[:1], city.money(1550)))
    done(left_unpaid(engine, city.key(), "a", opened))
    assert city.order(order).is_settled
    assert city.balance(accounts.merchant("a")) == 1550 - 93
    assert tab(city, opened).closed_at
    assert refused(left_unpaid(engine, city.key(), "a", opened)) == PaidAlready("a")
    elsewhere = city.by(Person("q", "Wu", (Grant(Role.COOK, "b"),), None))
    assert refused(left_unpaid(elsewhere, city.key(), "b", opened)) == Unknown("tab", opened)
    well(city)


def test_what_is_not_paid_when_the_counters_close_is_written_off(city: SmallCity) -> None:
    """By the clock; nobody is barred from anything."""
    opened, order = eaten(city)
    assert carry_out(city.engine, NOT_COLLECTED) == 0
    at_table = city.order(order).at_table
    assert at_table is not None
    city.clock.put(at_table.until + timedelta(minutes=31))
    assert carry_out(city.engine, NOT_COLLECTED) == 1
    assert city.order(order).state is OrderState.REFUNDED
    assert tab(city, opened).closed_at
    with city.store.begin() as work:
        assert list(work.cash_standings.barred()) == []
    well(city)


def test_from_whose_wallets_it_was_paid_is_told_to_nobody(city: SmallCity) -> None:
    """Not to the stall, nor to who sent the order, nor in its transfers."""
    opened, order = eaten(city)
    lines = unpaid(city, order)
    done(pay_lines(city.engine, city.key(), "wu", opened, lines, city.order(order).unpaid))
    seen = reading.order(city.engine, order)
    assert isinstance(seen, OrderView)
    assert seen.order.is_paid
    assert "wu" not in {one.paid.customer for one in seen.order.tickets[0].lines if one.paid}
    accounts_seen = {one.movement.debit for one in seen.transfers}
    assert accounts.wallet("wu") not in accounts_seen
    assert accounts.wallet("somebody") in accounts_seen
    board = reading.board(city.engine, "a")
    assert not isinstance(board, Refused)
    assert "'wu'" not in repr(board)
