"""Vouchers by lot, through flow and store: claimed, drawn, spent once, given back with a refund."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import DOOR, EVENING, SmallCity, done
from yeshi.base.errors import InvariantBroken
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow import due
from yeshi.flow.orders import cooking, ordering
from yeshi.flow.ports import Store
from yeshi.flow.vouchers import claiming, launching
from yeshi.flow.vouchers.weighing import weigh
from yeshi.orders.checkout import QuoteChanged
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import ClaimsClosed, Lot

LOT = "lot"


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city with a campaign that draws one voucher of ten yuan in an hour."""
    city = SmallCity(store).settle_in()
    campaign = Campaign(
        id=LOT,
        name=Name("签", "lot"),
        threshold=Money(1000, "CNY"),
        off=Money(1000, "CNY"),
        begins_at=EVENING,
        ends_at=EVENING + timedelta(days=7),
        lot=Lot(1, EVENING + timedelta(hours=1)),
    )
    done(launching.launch_campaign(city.engine, city.key(), campaign))
    done(launching.fund_campaign(city.engine, city.key(), LOT, Money(1000, "CNY")))
    return city


def claim(city: SmallCity, customer: str) -> None:
    """Claim a voucher."""
    done(claiming.claim(city.engine, city.key(), customer, LOT))


def voucher_of(city: SmallCity, customer: str) -> tuple[str | None, int]:
    """The campaign and the voucher of a quote for one dish."""
    quote = city.quote({"a1": 1}, customer, donate=False)
    with city.store.begin() as work:
        found = work.quotes.get(quote)
    assert found is not None
    return found.campaign, found.bill.voucher.fen


def test_only_the_winner_spends_it_and_once(city: SmallCity) -> None:
    """Nobody before the draw, nobody who lost or did not claim."""
    for customer in ("c", "d", "c"):
        claim(city, customer)
    assert voucher_of(city, "c") == (None, 0)
    assert due.carry_out(city.engine, due.LOTS) == 0
    city.wait(60)
    assert due.carry_out(city.engine, due.LOTS) == 1
    assert due.carry_out(city.engine, due.LOTS) == 0
    late = claiming.claim(city.engine, city.key(), "e", LOT)
    assert late == Refused(ClaimsClosed(LOT))
    with city.store.begin() as work:
        claims = {one.customer: one.won for one in work.claims.of(LOT)}
    assert sorted(map(bool, claims.values())) == [False, True]
    winner = next(customer for customer, won in claims.items() if won)
    loser = next(customer for customer, won in claims.items() if not won)
    assert voucher_of(city, winner) == (LOT, 1000)
    assert voucher_of(city, loser) == voucher_of(city, "e") == (None, 0)
    city.fill(winner)
    first, second = (city.quote({"a1": 1}, winner) for _ in range(2))
    order = done(ordering.place(city.engine, city.key(), winner, first))["order"]
    again = ordering.place(city.engine, city.key(), winner, second)
    assert again == Refused(QuoteChanged(second, ("voucher",)))
    done(cooking.reject(city.engine, city.key(), "a", order, "sold out"))
    assert voucher_of(city, winner) == (LOT, 1000)


def test_a_drawn_voucher_comes_off_one_order_only(city: SmallCity) -> None:
    """Two quotes with the same voucher: one becomes an order, and the claim names that order."""
    claim(city, "c")
    city.wait(60)
    assert due.carry_out(city.engine, due.LOTS) == 1
    city.fill("c")
    quotes = [city.quote({"a1": 1}, donate=False) for _ in range(2)]
    order = done(ordering.place(city.engine, city.key(), "c", quotes[0]))["order"]
    with city.store.begin() as work:
        (spent,) = work.claims.of(LOT)
    assert spent.order == order
    refused = ordering.place(city.engine, city.key(), "c", quotes[1])
    assert refused == Refused(QuoteChanged(quotes[1], ("voucher",)))
    with pytest.raises(InvariantBroken), city.store.begin() as work:
        claiming.spend(work, work.campaigns.must(LOT), "c", order)


def test_a_campaign_without_a_lot_takes_no_claims(city: SmallCity) -> None:
    """Nor does one that is not there."""
    for campaign, reason in (("v", ClaimsClosed("v")), ("none", Unknown("campaign", "none"))):
        answer = claiming.claim(city.engine, city.key(), "c", campaign)
        assert answer == Refused(reason)


def test_what_a_campaign_brought_is_weighed(city: SmallCity) -> None:
    """What was spent, where, and that two claimants are too few to say more."""
    claim(city, "c")
    city.wait(60)
    due.carry_out(city.engine, due.LOTS)
    city.fill("c")
    order = city.place({"a1": 1}, "c")
    city.cook(order)
    city.bring(order)
    with city.store.begin() as work:
        campaign = work.campaigns.get(LOT)
        assert campaign is not None
        weighed = weigh(work, campaign)
    assert (weighed.claims, weighed.winners, weighed.spent_orders) == (1, 1, 1)
    assert (weighed.spent, weighed.left) == (10.0, 0.0)
    assert weighed.leverage is not None
    assert (weighed.leverage.why, weighed.leverage.naive) == ("too_few", 1.55)
    assert [one.merchant for one in weighed.concentration.shares] == ["a"]
    with city.store.begin() as work:
        (spent,) = work.orders.of_campaign(LOT)
        nothing = work.orders.of_campaign("none")
    assert (spent.order, spent.customer, spent.voucher_fen, spent.goods_fen) == (
        order, "c", 1000, 1550
    )  # fmt: skip
    assert (spent.door, nothing) == (DOOR.place, [])


def test_goods_that_were_paid_back_are_not_what_a_voucher_brought(city: SmallCity) -> None:
    """Of an order of two stalls, one of which refused, the other's goods count alone."""
    claim(city, "c")
    city.wait(60)
    due.carry_out(city.engine, due.LOTS)
    city.fill("c")
    order = city.place({"a1": 1, "b2": 1})
    done(cooking.reject(city.engine, city.key(), "b", order, "gone"))
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now()))
    done(cooking.ready(city.engine, city.key(), "a", order))
    city.bring(order)
    with city.store.begin() as work:
        (spent,) = work.orders.of_campaign(LOT)
        bought = work.orders.spent(["c", "d"], EVENING, EVENING + timedelta(days=1))
    assert (spent.merchant, spent.goods_fen, bought) == ("a", 1550, {"c": 1550})
