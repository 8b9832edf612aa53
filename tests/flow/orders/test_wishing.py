"""For which times a basket can be had, on each store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from tests.builders import CALENDAR, DOOR, EVENING, SmallCity, done, refused
from tests.flow.orders.deals import start
from tests.flow.orders.later import (
    HOUR,
    MINUTE,
    NEXT_DAY,
    TOMORROW,
    TONIGHT,
    ask,
    not_then,
    pay,
    place_for,
)
from tests.market.deals import by_hour
from yeshi.base.calendar import QUARTER
from yeshi.base.refused import Invalid
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.due import BEGIN, carry_out
from yeshi.flow.engine import Turn
from yeshi.flow.orders import calling_off, ordering, quoting, wishing
from yeshi.flow.orders.choosing import choose
from yeshi.flow.orders.quoting import AtCounter, Wish
from yeshi.flow.orders.sellers import sellers_of
from yeshi.flow.orders.wishing import times_of
from yeshi.flow.ports import Done, Store, ToMake
from yeshi.flow.stalls import capacity, listing
from yeshi.market.hours import Hours
from yeshi.market.merchant import Held
from yeshi.market.serving import Serving
from yeshi.orders.basket import fill
from yeshi.orders.order import Order
from yeshi.orders.wished import (
    AnotherDay,
    ClosedThen,
    KitchenFull,
    NotServedThen,
    TooFarAhead,
    TooSoonToWish,
    Wished,
)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    found = SmallCity(store).settle_in()
    found.fill()
    return found


def times(city: SmallCity, wanted: dict[str, int], way_s: float | None = 300.0) -> list[Wished]:
    """Every time at which that can be had."""
    engine = city.engine
    with city.store.read() as work:
        turn = Turn(work=work, now=city.clock.now(), key="", in_force=engine.in_force)
        choosing = choose(work, wanted, None, engine.terms.calendar)
        assert not isinstance(choosing, wishing.Refused)
        sellers = sellers_of(work, choosing.merchants)
        basket = fill(wanted, choosing.offers(sellers))
        assert not isinstance(basket, wishing.Refused)
        return times_of(turn, basket, sellers, "city", way_s).all()


def change(city: SmallCity, merchant: str, **fields: object) -> None:
    """Have the merchant be otherwise."""
    with city.store.begin() as work:
        found = work.merchants.must_lock(merchant)
        work.merchants.put(replace(found, **fields))  # type: ignore[arg-type]


def iso(at: datetime) -> str:
    """As a refusal tells it."""
    return CALENDAR.local(at).isoformat()


def test_what_is_ordered_for_later_is_promised_for_its_quarter(city: SmallCity) -> None:
    """The promise is its end; it is taken on and made in time for the way."""
    order = city.order(place_for(city, TONIGHT))
    assert order.promised_by == TONIGHT + QUARTER
    assert order.wished is not None
    assert order.wished.at == TONIGHT
    assert order.foreseen is None
    way = order.wished.at - order.wished.ready_at
    assert way >= timedelta(minutes=4)
    assert order.wished.ready_at - order.wished.begins_at == timedelta(seconds=600)


def test_all_that_is_offered_is_taken_and_within_the_hours(city: SmallCity) -> None:
    """Of tonight and of tomorrow; none begins before now, nor sooner than an order for now."""
    found = times(city, {"a1": 1, "b1": 1})
    local = city.engine.terms.calendar.local
    assert {local(one.at).date() for one in found} >= {EVENING.date(), NEXT_DAY}
    hours = Hours(time(17), time(3))
    now = city.clock.now()
    for one in found:
        assert one.begins_at >= now + wishing.TO_CHOOSE
        assert hours.open_by_clock(local(one.begins_at).time())
        assert hours.open_by_clock(local(one.ready_at).time())
    soonest = done(ask(city, None, {"a1": 1, "b1": 1}))["quote"]
    with city.store.read() as work:
        assert found[0].at >= work.quotes.must(soonest).promised_by
    for one in (found[0], found[len(found) // 2], found[-1]):
        assert isinstance(ask(city, one.at, {"a1": 1, "b1": 1}), Done)


def test_what_is_collected_finds_its_counter_open_to_the_end(city: SmallCity) -> None:
    """The last quarter ends when the stall closes, and it stands ready when its quarter begins."""
    last = times(city, {"a1": 1}, None)[-1]
    local = city.engine.terms.calendar.local
    assert local(last.until).time() == time(3)
    order = city.order(place_for(city, TOMORROW, to=AtCounter()))
    assert order.wished is not None
    assert order.wished.ready_at == TOMORROW
    assert order.pick_up is not None
    assert local(order.pick_up.until) == datetime.combine(
        NEXT_DAY + timedelta(days=1), time(3), EVENING.tzinfo
    )


def test_only_quarters_can_be_wished_for(city: SmallCity) -> None:
    """22:07 is none."""
    assert not_then(city, TONIGHT + 7 * MINUTE) == Invalid("wished_for", "whole_quarter")


def test_too_soon_and_too_far_ahead_name_the_nearest(city: SmallCity) -> None:
    """What is as soon as an order for now is no later time; nobody takes orders for next week."""
    found = times(city, {"a1": 1}, None)
    soon = refused(ask(city, EVENING, to=AtCounter()))
    assert soon == TooSoonToWish(iso(found[0].at))
    far = refused(ask(city, EVENING + timedelta(days=7), to=AtCounter()))
    assert far == TooFarAhead(iso(found[-1].at))


def test_a_stall_that_is_closed_then_is_named(city: SmallCity) -> None:
    """With the nearest time; one that is closed now takes orders for when it is open."""
    noon = EVENING + 16 * HOUR
    why = not_then(city, noon)
    assert isinstance(why, ClosedThen)
    assert why.merchant == "a"
    assert datetime.fromisoformat(why.nearest) > noon
    city.clock.put(noon)
    assert isinstance(ask(city, TOMORROW), Done)


def test_a_dish_that_is_not_served_then_is_named(city: SmallCity) -> None:
    """By the hour; and one that is off now is to be had once it is back."""
    with city.store.begin() as work:
        late = Serving(hours=Hours(time(23), time(2)))
        work.items.put(replace(work.items.must_lock("a1"), served=late))
        off = EVENING + 10 * HOUR
        work.items.put(replace(work.items.must_lock("b1"), off_until=off))
    why = not_then(city, TONIGHT)
    assert isinstance(why, NotServedThen)
    assert why.item == "a1"
    assert isinstance(ask(city, TONIGHT + 3 * HOUR), Done)
    assert isinstance(not_then(city, TONIGHT, {"b1": 1}), NotServedThen)
    assert isinstance(ask(city, TOMORROW, {"b1": 1}), Done)


def test_what_a_stall_switched_off_tonight_counts_for_tonight(city: SmallCity) -> None:
    """Paused, or held by an operator: the next day is another."""
    done(listing.take_orders(city.engine, city.key(), "a", taking=False))
    change(city, "b", held=Held(EVENING + 6 * HOUR, "", "smoke"))
    for wanted in ({"a1": 1}, {"b1": 1}):
        assert isinstance(not_then(city, TONIGHT, wanted), ClosedThen)
        assert isinstance(ask(city, TOMORROW, wanted), Done)
    change(city, "a", online=False)
    assert isinstance(not_then(city, TOMORROW), ClosedThen)


def test_the_room_of_a_quarter_is_not_exceeded(city: SmallCity) -> None:
    """The quarter beside it is free; what is called off makes room again."""
    done(capacity.set_room(city.engine, city.key(), "a", 2, None))
    first = place_for(city, TONIGHT)
    place_for(city, TONIGHT)
    assert not_then(city, TONIGHT) == KitchenFull("a", iso(TONIGHT - QUARTER))
    assert isinstance(ask(city, TONIGHT + QUARTER), Done)
    done(calling_off.call_off_order(city.engine, city.key(), "c", first))
    assert isinstance(ask(city, TONIGHT), Done)
    assert isinstance(not_then(city, TONIGHT, {"a1": 2}), KitchenFull)


def test_room_by_money_and_what_is_to_be_made_before(city: SmallCity) -> None:
    """What was ordered for now and does not fit before takes of the quarters that follow."""
    done(capacity.set_room(city.engine, city.key(), "a", None, city.money(3300)))
    assert isinstance(ask(city, TONIGHT, {"a1": 2}), Done)
    assert isinstance(not_then(city, TONIGHT, {"a1": 3}), KitchenFull)
    done(capacity.set_room(city.engine, city.key(), "a", 1, None))
    before = len(times(city, {"a1": 1}))
    for _ in range(6):
        city.place({"a1": 1})
    after = times(city, {"a1": 1})
    assert len(after) < before
    assert after[0].made_in >= EVENING + 6 * QUARTER


def test_what_is_begun_takes_the_room_once(city: SmallCity) -> None:
    """It is to be made now, and is by then: whoever orders for its quarter finds it free."""
    change(city, "b", cook_s=3600)
    done(capacity.set_room(city.engine, city.key(), "a", 1, None))
    plan = city.order(place_for(city, TONIGHT, {"a1": 1, "b1": 1})).wished
    assert plan is not None
    assert isinstance(not_then(city, TONIGHT), KitchenFull)
    city.clock.put(plan.begins_at)
    carry_out(city.engine, BEGIN)
    assert isinstance(ask(city, TONIGHT), Done)


def test_what_a_deal_takes_off_makes_no_room(city: SmallCity) -> None:
    """A bowl is as much work at a tenth of its price: room by money is by what it is worth."""
    start(city, by_hour(9000, "a1", hours=(time(17), time(3))))
    done(capacity.set_room(city.engine, city.key(), "a", None, city.money(3300)))
    place_for(city, TONIGHT, {"a1": 2})
    assert isinstance(not_then(city, TONIGHT), KitchenFull)


def test_what_sleeps_delays_nobody_who_orders_for_now(city: SmallCity) -> None:
    """Its dishes are the kitchen's once it is begun."""
    done(capacity.set_room(city.engine, city.key(), "a", 2, None))
    with city.store.read() as work:
        plain = work.quotes.must(city.quote({"a1": 1})).promised_by
    later = place_for(city, TONIGHT, {"a1": 2})
    with city.store.read() as work:
        assert work.orders.ahead(["a"], EVENING - HOUR, ["city"]).zones["city"][0] == 0
    with city.store.read() as work:
        assert work.quotes.must(city.quote({"a1": 1})).promised_by == plain
    with city.store.read() as work:
        plan = work.orders.must(later).wished
    assert plan is not None
    # Long after it was placed, it counts from when it is begun.
    city.clock.put(plan.begins_at)
    carry_out(city.engine, BEGIN)
    with city.store.read() as work:
        found = work.orders.ahead(["a"], city.clock.now() - HOUR, ["city"])
    assert found.to_make == {"a": ToMake(1, 2, 3300)}
    assert found.zones["city"][0] == 1


def test_another_day_needs_a_yes(city: SmallCity) -> None:
    """For tomorrow; and the day that is meant, not any other."""
    quote = done(ask(city, TOMORROW))["quote"]
    assert refused(pay(city, quote)) == AnotherDay(NEXT_DAY.isoformat())
    assert refused(pay(city, quote, EVENING.date())) == AnotherDay(NEXT_DAY.isoformat())
    assert isinstance(pay(city, quote, NEXT_DAY), Done)
    assert isinstance(pay(city, done(ask(city, TONIGHT))["quote"]), Done)


def test_a_day_that_turned_since_it_was_asked_needs_a_yes(city: SmallCity) -> None:
    """Who asked last night for tomorrow is asked again today."""
    city.clock.put(EVENING + 10 * HOUR - MINUTE)
    quote = done(ask(city, TOMORROW))["quote"]
    city.wait(2)
    assert refused(pay(city, quote)) == AnotherDay(NEXT_DAY.isoformat())
    assert isinstance(pay(city, quote, NEXT_DAY), Done)


def test_what_is_paid_too_late_is_not_begun_in_the_past(city: SmallCity) -> None:
    """The first time leaves five minutes to pay, and no more."""
    first = times(city, {"a1": 1}, None)[0]
    quote = done(ask(city, first.at, to=AtCounter()))["quote"]
    city.clock.put(first.begins_at + timedelta(seconds=1))
    assert isinstance(refused(pay(city, quote)), TooSoonToWish)


def test_a_stall_that_closed_or_filled_up_since_is_not_paid(city: SmallCity) -> None:
    """Between quote and paying; nothing is charged."""
    done(capacity.set_room(city.engine, city.key(), "a", 1, None))
    quotes = [done(ask(city, TONIGHT))["quote"] for _ in range(2)]
    assert isinstance(pay(city, quotes[0]), Done)
    before = city.balance("wallet:c")
    assert refused(pay(city, quotes[1])) == KitchenFull("a", iso(TONIGHT - QUARTER))
    quote = done(ask(city, TONIGHT, {"b1": 1}))["quote"]
    done(listing.take_orders(city.engine, city.key(), "b", taking=False))
    assert isinstance(refused(pay(city, quote)), ClosedThen)
    assert city.balance("wallet:c") == before


def test_a_quote_past_its_time_is_honoured_for_its_time(city: SmallCity) -> None:
    """Where nothing changed, also though the stall is closed now."""
    city.clock.put(EVENING + 8 * HOUR)
    quote = done(ask(city, TOMORROW))["quote"]
    city.wait(20)
    order = city.order(done(pay(city, quote, NEXT_DAY))["order"])
    assert order.promised_by == TOMORROW + QUARTER


def test_a_closed_stall_answers_once_it_opens(city: SmallCity) -> None:
    """One that is open answers as to any other order."""
    assert city.order(place_for(city, TONIGHT)).tickets[0].asked_from is None
    city.clock.put(EVENING + 8 * HOUR)
    asked = city.order(place_for(city, TOMORROW)).tickets[0].asked_from
    assert asked == EVENING + 21 * HOUR


def test_parallel_orders_never_take_more_than_the_room(city: SmallCity) -> None:
    """Eight at once for the three places of a quarter."""
    done(capacity.set_room(city.engine, city.key(), "a", 3, None))
    customers = [f"c{number}" for number in range(8)]
    quotes = []
    for one in customers:
        city.fill(one)
        asked = quoting.ask_quote(city.engine, city.key(), Wish(one, {"a1": 1}, DOOR), TONIGHT)
        quotes.append(done(asked)["quote"])
    with ThreadPoolExecutor(8) as pool:
        tapped = [
            pool.submit(ordering.place, city.engine, f"at-once-{one}", one, quote)
            for one, quote in zip(customers, quotes, strict=True)
        ]
        answers = [one.result() for one in tapped]
    assert sum(isinstance(one, Done) for one in answers) == 3
    assert _dishes(city) == 3
    with city.store.look() as work:
        assert list(breaches_of(work)) == []


def _dishes(city: SmallCity) -> int:
    with city.store.read() as work:
        found: list[Order] = work.orders.wished_of(["a"])
    return sum(line.quantity for one in found for line in one.tickets[0].lines)
