"""Stalls of the demo city have deals, which are theirs to end."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity, done
from yeshi.flow.stalls import listing
from yeshi.flow.stalls.dealing import end_deal
from yeshi.market.deal import Deal, DealKind
from yeshi.twin.demo.bargains import bargain

STALLS = ("noodle-dawn", "buns-rose", "oolong-moon", "liu-tofu")


def deals(city: SmallCity) -> list[Deal]:
    """Those of all stalls."""
    with city.store.begin() as work:
        return [one for stall in work.merchants.all() for one in stall.deals]


def test_they_are_started_once() -> None:
    """Of each kind, all of them under way when the demo begins; none comes again that was ended."""
    city = SmallCity().settle_in()
    bargain(city.engine)
    assert deals(city) == []
    with city.store.begin() as work:
        stall = work.merchants.must("a")
    for id_ in STALLS:
        done(listing.register_merchant(city.engine, city.key(), replace(stall, id=id_), []))
    bargain(city.engine)
    now = city.clock.now()
    assert {one.kind for one in deals(city)} == set(DealKind)
    assert len(deals(city)) == 4
    assert all(one.is_on(now, city.calendar) for one in deals(city))
    with city.store.begin() as work:
        (deal,) = work.merchants.must("buns-rose").deals
    done(end_deal(city.engine, city.key(), "buns-rose", deal.id))
    bargain(city.engine)
    assert len(deals(city)) == 4
