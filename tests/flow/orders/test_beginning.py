"""An order for later, from its placing to its end: on each store, with books that agree."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import CALENDAR, DOOR, EVENING, SmallCity, done, refused
from tests.flow.orders.collecting import hand_over
from tests.flow.orders.later import HOUR, MINUTE, TOMORROW, TONIGHT, place_for
from yeshi.events.later import OrderBegun
from yeshi.events.orders import OrderDelivered
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.due import BEGIN, CALL, LAPSE, LEARN, NOT_COLLECTED, STRAND, carry_out
from yeshi.flow.orders import (
    calling_off,
    cooking,
    delivering,
    dispatching,
    reading,
    stranding,
    watching,
)
from yeshi.flow.orders.quoting import AtCounter
from yeshi.flow.ports import Done, Store
from yeshi.flow.stalls import capacity, listing
from yeshi.ledger import accounts
from yeshi.orders.board import Board
from yeshi.orders.lifecycle import OrderState, OutOfTurn
from yeshi.orders.order import Order
from yeshi.orders.wished import NotBegunYet


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    found = SmallCity(store).settle_in()
    found.fill()
    return found


def begins(city: SmallCity, order: str) -> datetime:
    """When it is begun."""
    plan = city.order(order).wished
    assert plan is not None
    return plan.begins_at


def take_on(city: SmallCity, order: str, *merchants: str) -> None:
    """Have the stalls take their parts on, in a few minutes as they say."""
    for one in merchants or ("a",):
        said = city.clock.now() + 5 * MINUTE
        done(cooking.accept(city.engine, city.key(), one, order, said))


def board(city: SmallCity, merchant: str = "a") -> Board:
    """The stall's board."""
    found = reading.kitchen(city.engine, merchant)
    assert isinstance(found, Board)
    return found


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []


def test_it_sleeps_until_it_is_time_and_is_then_as_any_other(city: SmallCity) -> None:
    """Nobody is sent, nothing is stranded, nobody is late; then it is brought in time."""
    order = place_for(city, TONIGHT)
    take_on(city, order)
    found = city.order(order)
    assert found.state is OrderState.ACCEPTED
    assert found.wished is not None
    assert found.ready_at == found.wished.ready_at
    assert [one.order.id for one in board(city).later] == [order]
    city.clock.put(begins(city, order) - MINUTE)
    assert dispatching.tick(city.engine, "city") == 0
    with city.store.read() as work:
        assert work.orders.unfetched("city") == []
    assert carry_out(city.engine, BEGIN) == 0
    assert carry_out(city.engine, STRAND) == 0
    assert watching.control_board(city.engine).late_count == 0
    city.wait(1)
    assert carry_out(city.engine, BEGIN) == 1
    assert carry_out(city.engine, BEGIN) == 0
    assert [one.order.id for one in board(city).cooking] == [order]
    assert board(city).later == ()
    well(city)
    city.clock.put(found.wished.ready_at)
    done(cooking.ready(city.engine, city.key(), "a", order))
    city.bring(order)
    ended = city.order(order)
    assert ended.state is OrderState.SETTLED
    assert ended.ended_at is not None
    assert TONIGHT - 5 * MINUTE <= ended.ended_at <= ended.promised_by
    well(city)


def events(city: SmallCity, kind: type) -> list[object]:
    """What was told of that kind."""
    with city.store.read() as work:
        told = work.events.after(0, 10_000)
    return [one.event for one in told if isinstance(one.event, kind)]


def test_its_delivery_counts_from_when_it_was_begun(city: SmallCity) -> None:
    """And nothing is learnt of it, as it was made to a time."""
    order = place_for(city, TONIGHT)
    take_on(city, order)
    city.clock.put(begins(city, order))
    carry_out(city.engine, BEGIN)
    city.clock.put(TONIGHT - 10 * MINUTE)
    done(cooking.ready(city.engine, city.key(), "a", order))
    city.bring(order)
    (told,) = events(city, OrderDelivered)
    assert isinstance(told, OrderDelivered)
    assert told.placed_at == begins(city, order)
    assert len(events(city, OrderBegun)) == 1
    view = reading.order(city.engine, order)
    assert isinstance(view, reading.OrderView)
    assert view.took_s is not None
    assert view.took_s < 3600
    carry_out(city.engine, LEARN)
    with city.store.read() as work:
        assert work.kitchen_paces.get("a") is None


def test_what_was_taken_on_is_called_off_without_cost_until_it_is_begun(city: SmallCity) -> None:
    """All goes back, and what it had taken is on the shelf again; nobody is compensated."""
    done(listing.restock(city.engine, city.key(), "a", "a2", 5))
    before = city.balance(accounts.wallet("c"))
    order = place_for(city, TONIGHT, {"a2": 2})
    take_on(city, order)
    done(calling_off.call_off_order(city.engine, city.key(), "c", order))
    assert city.order(order).state is OrderState.REFUNDED
    assert city.balance(accounts.wallet("c")) == before
    assert city.balance(accounts.merchant("a")) == 0
    with city.store.read() as work:
        assert work.items.must("a2").left == 5
    well(city)
    late = place_for(city, TONIGHT)
    take_on(city, late)
    city.clock.put(begins(city, late))
    carry_out(city.engine, BEGIN)
    why = refused(calling_off.call_off_order(city.engine, city.key(), "c", late))
    assert isinstance(why, OutOfTurn)


def test_nothing_is_ready_before_it_is_begun(city: SmallCity) -> None:
    """The stall is told when it begins, by the clocks of the city."""
    order = place_for(city, TONIGHT)
    take_on(city, order)
    why = refused(cooking.ready(city.engine, city.key(), "a", order))
    assert why == NotBegunYet(CALENDAR.local(begins(city, order)).isoformat())


def test_a_silent_stall_is_called_and_lapses_as_for_any_order(city: SmallCity) -> None:
    """From when it has to be known; a closed one from when it opens."""
    order = place_for(city, TONIGHT)
    within = city.engine.terms.answer_within_s
    city.wait(within / 60 - 1)
    assert carry_out(city.engine, CALL) == 1
    assert carry_out(city.engine, LAPSE) == 0
    city.wait(1)
    assert carry_out(city.engine, LAPSE) == 1
    assert city.order(order).state is OrderState.REFUNDED
    city.clock.put(EVENING + 8 * HOUR)
    later = place_for(city, TOMORROW)
    city.clock.put(EVENING + 21 * HOUR)
    assert carry_out(city.engine, LAPSE) == 0
    city.wait(within / 60)
    assert carry_out(city.engine, LAPSE) == 1
    assert city.order(later).state is OrderState.REFUNDED
    well(city)


def test_a_stall_that_answers_by_itself_takes_it_on_for_its_time(city: SmallCity) -> None:
    """At once."""
    done(capacity.answer_itself(city.engine, city.key(), "a", on=True))
    found = city.order(place_for(city, TONIGHT))
    assert found.state is OrderState.ACCEPTED
    assert found.wished is not None
    assert found.ready_at == found.wished.ready_at


def test_what_is_collected_later_is_kept_until_its_counter_closes(city: SmallCity) -> None:
    """On the day that it is for."""
    order = place_for(city, TOMORROW, to=AtCounter())
    take_on(city, order)
    city.clock.put(EVENING + 9 * HOUR)
    assert carry_out(city.engine, NOT_COLLECTED) == 0
    city.clock.put(begins(city, order))
    carry_out(city.engine, BEGIN)
    city.wait(5)
    done(cooking.ready(city.engine, city.key(), "a", order))
    hand_over(city, order, "a")
    assert city.order(order).state is OrderState.SETTLED
    well(city)


def test_the_board_keeps_what_was_ordered_long_ago(city: SmallCity) -> None:
    """However many orders came since."""
    order = place_for(city, TONIGHT)
    take_on(city, order)
    found = reading.board(city.engine, "a", 0)
    assert isinstance(found, list)
    assert [one.id for one in found] == [order]


STEPS = st.lists(
    st.sampled_from(["answer", "reject", "off", "wait", "hour", "ready", "tick", "clock"]),
    min_size=4,
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(0, 8), st.booleans(), st.booleans())
def test_any_later_order_ends_in_one_end_and_the_money_agrees(
    steps: list[str], quarters: int, collected: bool, itself: bool
) -> None:
    """Whatever is done with it, in whatever order; its promise is within the hours."""
    city = SmallCity().settle_in()
    city.fill()
    if itself:
        done(capacity.answer_itself(city.engine, city.key(), "a", on=True))
    at = TONIGHT + quarters * timedelta(minutes=15)
    wanted = {"a1": 2} if quarters % 2 else {"a1": 1, "b1": 1}
    order = place_for(city, at, wanted, AtCounter() if collected else DOOR)
    for number, step in enumerate(steps):
        _step(city, order, step, number)
    _finish(city, order)
    found = city.order(order)
    assert found.state in (OrderState.SETTLED, OrderState.REFUNDED)
    assert found.promised_by == at + timedelta(minutes=15)
    assert city.balance(accounts.ESCROW) == 0
    if found.state is OrderState.REFUNDED and found.wished and found.wished.begun_at is None:
        assert city.balance(accounts.wallet("c")) == 100_000
    well(city)


def _step(city: SmallCity, order: str, step: str, number: int) -> None:
    engine, merchant = city.engine, "ab"[number % 2]
    if step == "answer":
        cooking.accept(engine, city.key(), merchant, order, city.clock.now() + 5 * MINUTE)
    elif step == "reject":
        cooking.reject(engine, city.key(), merchant, order, "no gas")
    elif step == "off":
        calling_off.call_off_order(engine, city.key(), "c", order)
    elif step == "ready":
        cooking.ready(engine, city.key(), merchant, order)
    elif step == "tick":
        dispatching.tick(engine, "city")
    elif step == "clock":
        for duty in (CALL, LAPSE, BEGIN, STRAND):
            carry_out(engine, duty)
    else:
        city.wait(60 if step == "hour" else 7)


def _finish(city: SmallCity, order: str) -> None:
    """Have everybody do what is theirs, to the end."""
    found: Order = city.order(order)
    if found.wished and city.clock.now() < found.wished.begins_at:
        city.clock.put(found.wished.begins_at)
    carry_out(city.engine, LAPSE)
    carry_out(city.engine, BEGIN)
    for ticket in found.tickets:
        said = city.clock.now() + 5 * MINUTE
        cooking.accept(city.engine, city.key(), ticket.merchant, order, said)
        cooking.ready(city.engine, city.key(), ticket.merchant, order)
    if found.is_brought:
        dispatching.tick(city.engine, "city")
        courier = city.order(order).courier
        if courier is None:
            stranding.strand_all(city.engine)
            return
        if isinstance(delivering.collect(city.engine, city.key(), courier, order), Done):
            done(delivering.deliver(city.engine, city.key(), courier, order))
        return
    city.wait(24 * 60)
    carry_out(city.engine, NOT_COLLECTED)
