"""What an order needs is taken at once, or nothing of it is."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity, done
from yeshi.flow.engine import Turn
from yeshi.flow.orders.choosing import demand_of, lock_shelf
from yeshi.flow.orders.placing import reserve
from yeshi.flow.orders.sellers import sellers_of
from yeshi.flow.vouchers import launching
from yeshi.market.shelf import StockShelf
from yeshi.orders.checkout import QuoteChanged
from yeshi.vouchers.campaign import Campaign


def test_where_the_voucher_is_used_up_nothing_is_taken() -> None:
    """Neither of the shelf: a refusal changes nothing."""
    city = SmallCity().settle_in()
    city.fill()
    quote_id = city.quote({"a1": 1, "a2": 2})
    done(launching.launch_campaign(city.engine, city.key(), _spent(city)))
    with city.store.begin() as work:
        turn = Turn(work=work, now=city.clock.now(), key="k", in_force=city.engine.in_force)
        quote = replace(work.quotes.must(quote_id), campaign="spent")
        demand = demand_of(quote.basket.all_lines)
        taken = lock_shelf(work, demand).sell(demand)
        assert isinstance(taken, StockShelf)
        refused = reserve(turn, quote, sellers_of(work, quote.basket.merchants), taken)
        assert refused is not None
        assert refused.reason == QuoteChanged(quote_id, ("voucher",))
        assert work.items.must("a2").left == 2


def _spent(city: SmallCity) -> Campaign:
    with city.store.begin() as work:
        return replace(work.campaigns.must("v"), id="spent")
