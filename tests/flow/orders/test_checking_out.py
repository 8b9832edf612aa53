"""What an order would come to is what its quote is, and nothing is kept of having looked."""

from __future__ import annotations

import pytest

from tests.builders import DOOR, SmallCity, done
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import quoting
from yeshi.flow.orders.basket_seen import lines_seen
from yeshi.flow.orders.checking_out import Checkout, checkout
from yeshi.flow.orders.quoting import OnTop, Wish
from yeshi.flow.ports import Store
from yeshi.market.shelf import SoldOut
from yeshi.vouchers.worth import VoucherFromMore

BOTH = {"a1": 1, "b1": 2}


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store."""
    return SmallCity(store).settle_in()


def seen(city: SmallCity, wanted: dict[str, int], on_top: OnTop | None = None) -> Checkout:
    """What they come to at the door of somebody new."""
    wish = Wish("new", wanted, DOOR, None, on_top or OnTop())
    return checkout(city.engine, lines_seen(city.engine, wanted), "new", wish, city.money(20_000))


def test_it_is_the_quote_that_would_be_given(city: SmallCity) -> None:
    """The same bill and promise; looking asks for nothing."""
    with city.store.begin() as work:
        before = work.events.last()
    found = seen(city, BOTH)
    with city.store.begin() as work:
        assert work.events.last() == before
        assert work.quotes.all() == []
    assert found.quote is not None
    wish = Wish("new", BOTH, DOOR)
    id_ = done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]
    with city.store.begin() as work:
        asked = work.quotes.must(id_)
    assert (found.quote.bill, found.quote.promised_by) == (asked.bill, asked.promised_by)
    assert [merchant.id for merchant, _ in found.by_stall] == ["a", "b"]


def test_who_never_had_a_wallet_is_welcome(city: SmallCity) -> None:
    """Who has spent theirs is not."""
    assert seen(city, BOTH).wallet == city.money(20_000)
    assert seen(city, BOTH).lacks is None
    city.fill("new", 100)
    assert seen(city, BOTH).wallet == city.money(100)
    lacks = seen(city, BOTH).lacks
    assert lacks is not None
    assert lacks.fen > 0
    assert seen(city, BOTH).ways[0] is PaidBy.WALLET


def test_what_cannot_be_had_says_why(city: SmallCity) -> None:
    """And what the dishes come to all the same."""
    short = seen(city, {"a2": 3})
    assert short.quote is None
    assert short.refused is not None
    assert isinstance(short.refused.reason, SoldOut)
    small = seen(city, {"a1": 1}, OnTop("v"))
    assert small.refused is not None
    assert small.refused.reason == VoucherFromMore("v", 2450, "CNY")
    assert small.items == city.money(1650)


def test_nothing_is_worked_out_without_a_door(city: SmallCity) -> None:
    """Its lines and vouchers are there."""
    lines = lines_seen(city.engine, BOTH)
    found = checkout(city.engine, lines, "new", None, city.money(0))
    assert (found.quote, found.refused, len(found.lines)) == (None, None, 2)
    assert [one.campaign.id for one in found.vouchers] == ["v"]
