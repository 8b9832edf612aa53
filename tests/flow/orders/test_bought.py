"""What is bought of a basket at each stall, and whether a campaign is spent there."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity
from tests.flow.vouchers.ruled import launch
from yeshi.base.sure import there
from yeshi.flow.orders.bought import bought_at, bought_of, is_spent_at
from yeshi.flow.orders.sellers import sellers_of
from yeshi.vouchers.rules import Rules, Where


def test_dishes_count_by_stall_and_their_packing_does_not() -> None:
    """With the market and the sector of each."""
    city = SmallCity().settle_in()
    quote = city.quote({"a1": 2, "b2": 1}, donate=False)
    with city.store.read() as work:
        basket = work.quotes.must(quote).basket
        stalls = sellers_of(work, basket.merchants).merchants
    found = bought_of(basket, stalls, "CNY")
    assert found == (
        bought_at(stalls["a"], city.money(3100)),
        bought_at(stalls["b"], city.money(3000)),
    )
    assert [(one.market, one.sector) for one in found] == [("m", "other")] * 2


def test_a_voucher_pays_for_what_is_sold_where_it_is_spent() -> None:
    """Everywhere without a rule, or without a voucher."""
    city = SmallCity().settle_in()
    launch(city, "here", Rules(where=Where(merchants=("a",))))
    with city.store.read() as work:
        stall = work.merchants.must("a")
        here, plain = work.campaigns.must("here"), work.campaigns.must("v")
    assert is_spent_at(here, stall)
    assert not is_spent_at(here, replace(stall, id="b"))
    assert is_spent_at(plain, stall)
    assert is_spent_at(None, there(stall, "a"))
