"""Rules are asked of the person, on whichever device they order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.vouchers.ruled import DISH, join, launch, quoted, taken, wish
from yeshi.flow.orders import ordering, quoting
from yeshi.flow.ports import Store
from yeshi.flow.vouchers.spendable import spendable_by
from yeshi.vouchers.entitled import (
    VoucherElsewhere,
    VoucherForAccount,
    VoucherForAway,
    VoucherForNew,
    VoucherTaken,
)
from yeshi.vouchers.rules import CustomerGroup, Rules, VoucherLimits, Where


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, with money in two wallets."""
    city = SmallCity(store).settle_in()
    for customer in ("c", "d"):
        city.fill(customer)
    return city


def why(city: SmallCity, campaign: str, customer: str = "c") -> object:
    """Why a quote with that campaign is refused."""
    asked = wish(DISH, campaign, customer)
    return refused(quoting.ask_quote(city.engine, city.key(), asked))


def buy(city: SmallCity, campaign: str | None, customer: str = "c") -> str:
    """An order with that campaign."""
    quote = quoted(city, campaign, customer)
    return done(ordering.place(city.engine, city.key(), customer, quote))["order"]


def test_one_for_new_customers_is_for_their_first_order_alone(city: SmallCity) -> None:
    """An order that was called off was none; the first on another device was one."""
    launch(city, "new", Rules(group=CustomerGroup.NEW))
    assert taken(city) == "new"
    order = buy(city, "new")
    assert why(city, "new") == VoucherForNew("new")
    assert taken(city) is None
    city.call_off(order)
    assert taken(city) == "new"
    buy(city, "")
    assert taken(city, "d") == "new"
    join(city, "c", "d")
    assert why(city, "new", "d") == VoucherForNew("new")


def test_two_quotes_for_new_customers_become_one_order_with_it(city: SmallCity) -> None:
    """The second says that the voucher is gone."""
    launch(city, "new", Rules(group=CustomerGroup.NEW))
    quotes = [quoted(city, "new") for _ in range(2)]
    done(ordering.place(city.engine, city.key(), "c", quotes[0]))
    second = refused(ordering.place(city.engine, city.key(), "c", quotes[1]))
    assert second.facts()["changes"] == ("voucher",)


def test_one_for_who_was_away_asks_when_they_last_ordered(city: SmallCity) -> None:
    """Not of who never did."""
    launch(city, "away", Rules(group=CustomerGroup.AWAY, away_days=2))
    assert why(city, "away") == VoucherForAway("away", 2)
    buy(city, "")
    assert why(city, "away") == VoucherForAway("away", 2)
    city.wait(2 * 24 * 60)
    assert taken(city) == "away"
    assert why(city, "away", "d") == VoucherForAway("away", 2)


def test_one_for_accounts_asks_who_signed_in(city: SmallCity) -> None:
    """A browser alone has none."""
    launch(city, "account", Rules(signed_in=True))
    assert why(city, "account") == VoucherForAccount("account")
    assert taken(city) is None
    join(city, "c")
    assert taken(city) == "account"


def test_what_a_person_used_on_one_device_counts_on_the_other(city: SmallCity) -> None:
    """Also what they used before the devices were theirs."""
    launch(city, "twice", Rules(limits=VoucherLimits(own=2)))
    buy(city, "twice")
    buy(city, "twice", "d")
    assert taken(city, "d") == "twice"
    join(city, "c", "d")
    assert why(city, "twice") == VoucherTaken("twice", 2)
    assert why(city, "twice", "d") == VoucherTaken("twice", 2)


def test_where_it_is_spent_it_pays_for_what_is_sold_there_alone(city: SmallCity) -> None:
    """Its part of an order is on that stall's ticket."""
    launch(city, "here", Rules(where=Where(merchants=("b",))))
    assert why(city, "here") == VoucherElsewhere("here")
    quote = quoted(city, "here", wanted={"a1": 1, "b1": 1})
    order = done(ordering.place(city.engine, city.key(), "c", quote))["order"]
    parts = {one.merchant: one.voucher.fen for one in city.order(order).tickets}
    assert parts == {"a": 0, "b": 700}


def test_mine_are_those_that_the_rules_allow(city: SmallCity) -> None:
    """With the rules of each."""
    launch(city, "new", Rules(group=CustomerGroup.NEW))
    launch(city, "day", Rules(limits=VoucherLimits(own_day=1)))
    mine = {one.campaign: one.rules for one in spendable_by(city.engine, "c")}
    assert mine["new"] == Rules(group=CustomerGroup.NEW)
    assert "day" in mine
    buy(city, "day")
    assert [one.campaign for one in spendable_by(city.engine, "c")] == ["v"]
    city.wait(timedelta(days=1).total_seconds() / 60)
    assert "day" in [one.campaign for one in spendable_by(city.engine, "c")]
