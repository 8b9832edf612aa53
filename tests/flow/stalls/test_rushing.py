"""A busy stall promises later for a while; one that pauses is there again when the day turns."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity, done, refused
from yeshi.base.refused import Invalid, Unknown
from yeshi.flow import due
from yeshi.flow.ports import Store
from yeshi.flow.stalls import listing, rushing
from yeshi.market.kitchen import NotTaking
from yeshi.market.merchant import Merchant


def stall(city: SmallCity) -> Merchant:
    """Stall "a" as it is kept."""
    with city.store.read() as work:
        return work.merchants.must("a")


def promised_s(city: SmallCity) -> float:
    """How long after now an order is promised."""
    order = city.order(city.place({"a1": 1}))
    return (order.promised_by - city.clock.now()).total_seconds()


def test_what_is_ordered_meanwhile_is_promised_later(store: Store) -> None:
    """Until the time is up, or it says that it is over."""
    city = SmallCity(store).settle_in()
    city.fill()
    usual = promised_s(city)
    done(rushing.rush(city.engine, city.key(), "a", 20, 15))
    assert promised_s(city) == usual + 15 * 60
    city.wait(20)
    assert promised_s(city) == usual
    done(rushing.rush(city.engine, city.key(), "a", 20, 5))
    done(rushing.calm(city.engine, city.key(), "a"))
    assert (promised_s(city), stall(city).rush) == (usual, None)


def test_only_so_long_and_by_so_much() -> None:
    """And by whoever is there."""
    city = SmallCity().settle_in()
    for minutes, more in ((0, 5), (241, 5), (20, 0), (20, 61)):
        answer = rushing.rush(city.engine, city.key(), "a", minutes, more)
        assert isinstance(refused(answer), Invalid)
    unknown = rushing.rush(city.engine, city.key(), "none", 20, 5)
    assert refused(unknown) == Unknown("merchant", "none")


def test_a_pause_ends_when_the_day_turns(store: Store) -> None:
    """By itself, and once; who has paused anew has paused."""
    city = SmallCity(store).settle_in()
    city.fill()
    done(listing.take_orders(city.engine, city.key(), "a", False))
    until = stall(city).paused_until
    day = city.calendar.business_day(city.clock.now())
    assert until == city.calendar.day_ends(day)
    assert city.unquoted({"a1": 1}) == NotTaking("a")
    assert due.carry_out(city.engine, due.PAUSES) == 0
    city.wait((until - city.clock.now() + timedelta(minutes=1)).total_seconds() / 60)
    assert due.carry_out(city.engine, due.PAUSES) == 1
    assert (stall(city).taking, stall(city).paused_until) == (True, None)
    done(listing.take_orders(city.engine, city.key(), "a", False))
    assert due.carry_out(city.engine, due.PAUSES) == 0
    assert not stall(city).taking
