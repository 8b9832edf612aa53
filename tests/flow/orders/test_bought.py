"""What is bought of a basket at each stall, and what of it a campaign's voucher is taken off."""

from __future__ import annotations

from tests.builders import SmallCity, done, refused
from tests.flow.orders.deals import start
from tests.flow.vouchers.ruled import launch, wish
from tests.market.deals import threshold
from yeshi.flow.orders import ordering, quoting
from yeshi.flow.orders.bought import bought_at, bought_of, shares_voucher
from yeshi.flow.orders.sellers import sellers_of
from yeshi.vouchers.entitled import VoucherBesideDeal
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
        bought_at(stalls["a"], city.money(3100), city.money(3100)),
        bought_at(stalls["b"], city.money(3000), city.money(3000)),
    )
    assert [(one.market, one.sector) for one in found] == [("m", "other")] * 2


def test_a_voucher_pays_for_what_is_sold_where_it_is_spent() -> None:
    """Everywhere without a rule, or without a voucher; then packing has its share as well."""
    city = SmallCity().settle_in()
    city.fill()
    launch(city, "here", Rules(where=Where(merchants=("a",))))
    order = city.order(city.place({"a1": 1, "b1": 1}))
    with city.store.read() as work:
        stalls = sellers_of(work, ("a", "b")).merchants
        here, plain = work.campaigns.must("here"), work.campaigns.must("v")
    for campaign, wanted in (
        (here, [order.tickets[0].lines[0].priced.fen, 0]),
        (plain, [one.sold.fen for one in order.tickets]),
        (None, [one.sold.fen for one in order.tickets]),
    ):
        weights = [shares_voucher(campaign, stalls[one.merchant], one) for one in order.tickets]
        assert weights == wanted


def test_where_a_deal_counts_a_voucher_may_not() -> None:
    """Of two stalls of which one has a deal, the other's dishes count alone and bear all of it."""
    city = SmallCity().settle_in()
    city.fill()
    start(city, threshold((1000, 300)))
    launch(city, "alone", Rules(beside_deals=False))
    engine = city.engine
    asked = quoting.ask_quote(engine, city.key(), wish({"a1": 1, "b2": 1}, "alone"))
    placed = done(ordering.place(engine, city.key(), "c", done(asked)["quote"]))["order"]
    order = city.order(placed)
    shares = {one.merchant: one.voucher for one in order.tickets}
    assert shares == {"a": city.money(0), "b": order.bill.voucher}
    assert order.bill.deals == city.money(300)
    assert order.bill.voucher > city.money(0)
    alone = quoting.ask_quote(engine, city.key(), wish({"a1": 2}, "alone"))
    assert refused(alone) == VoucherBesideDeal("alone")
