"""Paying one's part of a group: the most it can come to is held, no fen more, and given back."""

from __future__ import annotations

from datetime import time

import pytest

from tests.builders import DOOR, SmallCity, done, refused
from tests.flow.orders.groups import asked, city_of, joined, opened, pay, state, want, well
from tests.flow.test_races import at_once
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.base.limits import TIP_FEN_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.orders import grouping
from yeshi.flow.orders.group_paying import pay_part, take_back
from yeshi.flow.orders.grouping import GroupWish
from yeshi.flow.ports import Done, Store
from yeshi.flow.ports.payments import NoWayToPay
from yeshi.flow.stalls import running
from yeshi.ledger import accounts
from yeshi.ledger.transfers import NotEnough
from yeshi.market.kitchen import MerchantClosed
from yeshi.market.shelf import SoldOut
from yeshi.orders.group import (
    GroupChanged,
    GroupPays,
    ListEmpty,
    PaidOtherwise,
    PartNotPaid,
    PartPaidAlready,
)
from yeshi.people.actor import visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With friends, on each store."""
    return city_of(store)


def test_the_most_is_held_and_comes_back_at_will(city: SmallCity) -> None:
    """Their lines with the boxes, and the whole of the way, which others may not share."""
    group = opened(city)
    joined(city, group, "wu", {"b1": 2})
    part = asked(city, group, "wu")
    assert (part.lines.fen, part.fees_most.fen) == (2 * 1650, 300)
    assert pay(city, group, "wu") == 3600
    assert city.balance(accounts.wallet("wu")) == 20_000 - 3600
    assert state(city, group).held == {2: city.money(3600)}
    well(city)
    done(take_back(city.engine, city.key(), "wu", group))
    assert city.balance(accounts.wallet("wu")) == 20_000
    assert state(city, group).held == {}
    want(city, group, "wu", {"b1": 1})
    well(city)


def test_what_was_shown_is_what_is_held(city: SmallCity) -> None:
    """Another price is told first, and nothing is held."""
    group, engine = opened(city), city.engine
    shown = asked(city, group, "li").most
    done(running.reprice(engine, city.key(), "a", "a1", city.money(1600)))
    found = refused(pay_part(engine, city.key(), "li", group, shown))
    assert found == GroupChanged(1950, 2000, "CNY")
    assert state(city, group).held == {}


def test_nobody_pays_what_cannot_be_had(city: SmallCity) -> None:
    """Sold out, an empty list, a stall that has closed."""
    group, engine = opened(city), city.engine
    joined(city, group, "wu", {"b2": 3})
    some = city.money(100)
    assert refused(pay_part(engine, city.key(), "wu", group, some)) == SoldOut("b2", 2)
    want(city, group, "wu", {})
    assert refused(pay_part(engine, city.key(), "wu", group, some)) == ListEmpty()
    done(running.keep_hours(engine, city.key(), "a", time(5), time(10)))
    assert isinstance(refused(pay_part(engine, city.key(), "li", group, some)), MerchantClosed)


def test_what_others_have_paid_for_is_not_sold_again(city: SmallCity) -> None:
    """Else all would pay, and nothing could be ordered; what nobody has paid for is not taken."""
    group, engine = opened(city, basket={"b2": 1}), city.engine
    joined(city, group, "wu", {"b2": 2})
    joined(city, group, "zhao", {"b2": 1, "b1": 1})
    most = asked(city, group, "wu").most
    pay(city, group, "zhao")
    assert refused(pay_part(engine, city.key(), "wu", group, most)) == SoldOut("b2", 1)
    assert asked(city, group, "li").lines == city.money(3000)
    pay(city, group, "li")
    assert refused(pay_part(engine, city.key(), "wu", group, most)) == SoldOut("b2", 0)
    done(take_back(engine, city.key(), "zhao", group))
    done(take_back(engine, city.key(), "li", group))
    assert asked(city, group, "wu").most == most
    well(city)


def test_the_wallet_has_to_hold_it(city: SmallCity) -> None:
    """And the city has to take payments."""
    group, engine = opened(city), city.engine
    joined(city, group, "poor", {"b1": 1})
    most = asked(city, group, "poor").most
    found = refused(pay_part(engine, city.key(), "poor", group, most))
    assert found == NotEnough(accounts.wallet("poor"), 0, 1950, "CNY")
    engine.payments = ByProviders()
    assert refused(pay_part(engine, city.key(), "li", group, most)) == NoWayToPay()
    well(city)


def test_nobody_else_pays_or_takes_back(city: SmallCity) -> None:
    """Nor twice, nor in a group that one pays for."""
    group, engine = opened(city), city.engine
    most, other = asked(city, group, "li").most, engine.acting(visitor("wu"))
    assert refused(pay_part(other, city.key(), "li", group, most)) == Unknown("customer", "li")
    assert refused(take_back(other, city.key(), "li", group)) == Unknown("customer", "li")
    assert refused(pay_part(engine, city.key(), "wu", group, most)) == Unknown("group", group)
    assert refused(take_back(engine, city.key(), "wu", group)) == Unknown("group", group)
    assert refused(take_back(engine, city.key(), "li", group)) == PartNotPaid()
    pay(city, group, "li")
    assert refused(pay_part(engine, city.key(), "li", group, most)) == PartPaidAlready()
    one = opened(city, pays=GroupPays.ONE)
    assert refused(pay_part(engine, city.key(), "li", one, most)) == PaidOtherwise("one")


def test_pressed_on_several_phones_at_once_it_is_held_once(city: SmallCity) -> None:
    """And taken back at once, it is given back once."""
    group, engine = opened(city), city.engine
    most = asked(city, group, "li").most
    paid = at_once([lambda n=n: pay_part(engine, f"p{n}", "li", group, most) for n in range(4)])
    assert sum(isinstance(one, Done) for one in paid) == 1
    assert city.balance(accounts.group(group)) == most.fen
    back = at_once([lambda n=n: take_back(engine, f"b{n}", "li", group) for n in range(4)])
    assert sum(isinstance(one, Refused) for one in back) == 3
    assert city.balance(accounts.wallet("li")) == 20_000
    well(city)


def test_a_tip_is_held_on_top(city: SmallCity) -> None:
    """And comes back with the part; one that cannot be is refused, as at the checkout."""
    group, engine = opened(city), city.engine
    most = asked(city, group, "li").most
    for fen in (-1, TIP_FEN_MAX + 1):
        found = refused(pay_part(engine, city.key(), "li", group, most, city.money(fen)))
        assert found == Invalid("tip", "0.00…100.00"), fen
    assert pay(city, group, "li", 500) == 1950 + 500
    assert city.balance(accounts.group(group)) == 2450
    assert state(city, group).tips == {1: city.money(500)}
    well(city)
    done(take_back(engine, city.key(), "li", group))
    assert city.balance(accounts.wallet("li")) == 20_000
    assert state(city, group).tips == {}
    well(city)


def test_of_what_is_rounded_up_less_than_a_unit_is_held(city: SmallCity) -> None:
    """Where the host rounds up; for a programme that there is."""
    group = opened(city, round_up="rural-teachers")
    part = asked(city, group, "li")
    assert (part.fees_most.fen, part.rounded_most.fen, part.most.fen) == (300, 99, 2049)
    assert asked(city, opened(city), "li").rounded_most.fen == 0
    wish = GroupWish(name="Li", pays=GroupPays.EACH, minutes=30, to=DOOR, round_up="none")
    answer = grouping.open_group(city.engine, city.key(), "li", {"a1": 1}, wish)
    assert refused(answer) == Unknown("programme", "none")
