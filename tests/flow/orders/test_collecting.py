"""Collecting, from ordering to the end of the night: on each store, with books that agree."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.collecting import (
    BOTH,
    PHONE,
    city_of,
    hand_over,
    place_to_collect,
    quote_at_counter,
)
from yeshi.base.refused import Refused, Unknown
from yeshi.events.orders import PaidBy
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.due import LEARN, NOT_COLLECTED, carry_out
from yeshi.flow.in_force import InForce
from yeshi.flow.orders import (
    collecting,
    cooking,
    dispatching,
    ordering,
    overriding,
    rating,
    stranding,
)
from yeshi.flow.orders.paying import Paying
from yeshi.flow.ports import Done, Store
from yeshi.ledger import accounts
from yeshi.orders.cash import CashBarred
from yeshi.orders.lifecycle import OrderState, OutOfTurn, TicketState
from yeshi.orders.notes import NOTHING_SAID
from yeshi.orders.pick_up import ToCollect
from yeshi.orders.rating import Judged
from yeshi.people.person import Grant, Person, Role


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return city_of(store)


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []


def test_it_is_handed_over_by_each_stall_and_paid_out(city: SmallCity) -> None:
    """No courier comes, none is paid, and the stalls have what they sold."""
    order = place_to_collect(city, BOTH)
    city.cook(order)
    dispatching.tick(city.engine, "city")
    stranding.strand_all(city.engine)
    assert city.order(order).state is OrderState.READY
    well(city)
    hand_over(city, order, "a")
    assert city.order(order).state is OrderState.READY
    hand_over(city, order, "b")
    found = city.order(order)
    assert found.state is OrderState.SETTLED
    assert (found.courier, found.route) == (None, None)
    assert {one.state for one in found.tickets} == {TicketState.HANDED}
    assert city.balance(accounts.DELIVERY) == city.balance(accounts.ESCROW) == 0
    assert city.balance(accounts.merchant("a")) > 0
    well(city)


def test_cash_is_taken_at_the_counters(store: Store) -> None:
    """What the stalls owe of it is told, and nobody owes it twice."""
    city = city_of(store, cash=True)
    order = place_to_collect(city, BOTH, PHONE, PaidBy.CASH)
    city.cook(order)
    well(city)
    hand_over(city, order, "a", "b")
    assert city.order(order).state is OrderState.SETTLED
    assert city.balance(accounts.DUE) == city.balance(accounts.ESCROW) == 0
    owed = city.balance(accounts.till("a")) + city.balance(accounts.till("b"))
    assert owed == -city.balance(accounts.FEES)
    well(city)


def test_numbers_are_told_apart_while_they_are_called(city: SmallCity) -> None:
    """At one counter; each order has its code."""
    city.fill()
    found = [city.order(place_to_collect(city, {"r1": 1})).pick_up for _ in range(12)]
    assert len({one.number for one in found if one}) == 12
    assert len({one.code for one in found if one}) > 6


def test_what_nobody_comes_for_stays_sold_when_the_counter_closes(city: SmallCity) -> None:
    """Not before; by the clock alone."""
    order = place_to_collect(city, {"a1": 1})
    city.cook(order)
    assert carry_out(city.engine, NOT_COLLECTED) == 0
    kept = city.order(order).pick_up
    assert kept is not None
    city.clock.put(kept.until + timedelta(minutes=1))
    assert carry_out(city.engine, NOT_COLLECTED) == 1
    found = city.order(order)
    assert (found.state, found.tickets[0].state) == (OrderState.SETTLED, TicketState.LEFT)
    assert city.balance(accounts.merchant("a")) > 0
    well(city)
    assert carry_out(city.engine, NOT_COLLECTED) == 0


def test_who_does_not_come_to_pay_pays_no_more_in_cash(store: Store) -> None:
    """The stall has its money from the platform, as after a closed door."""
    city = city_of(store, cash=True)
    order = place_to_collect(city, {"a1": 1}, PHONE, PaidBy.CASH)
    city.cook(order)
    city.clock.put(city.order(order).pick_up.until + timedelta(minutes=1))  # type: ignore[union-attr]
    assert carry_out(city.engine, NOT_COLLECTED) == 1
    assert city.order(order).state is OrderState.REFUNDED
    assert city.balance(accounts.merchant("a")) == -city.balance(accounts.UNPAID) > 0
    well(city)
    city.clock.put(city.clock.now() + timedelta(hours=15))
    quote = quote_at_counter(city, {"a1": 1}, PHONE)
    paying = Paying(PaidBy.CASH)
    answer = ordering.place(city.engine, city.key(), "c", quote, NOTHING_SAID, paying)
    assert refused(answer) == CashBarred()


def test_only_who_works_there_hands_over_and_only_what_is_ready(city: SmallCity) -> None:
    """And once: a second tap says that it has been done."""
    order = place_to_collect(city, {"a1": 1})
    handed = collecting.hand_over(city.engine, city.key(), "a", order)
    assert handed == Refused(OutOfTurn("ticket", "placed", "hand"))
    city.cook(order)
    stranger = city.by(Person("li", "Li", (Grant(Role.COOK, "b"),), None))
    assert refused(collecting.hand_over(stranger, city.key(), "a", order)) == Unknown(
        "merchant", "a"
    )
    unknown = collecting.hand_over(city.engine, city.key(), "b", order)
    assert refused(unknown) == Unknown("ticket", f"{order}/b")
    key = city.key()
    first = done(collecting.hand_over(city.engine, key, "a", order))
    assert done(collecting.hand_over(city.engine, key, "a", order)) == first
    again = collecting.hand_over(city.engine, city.key(), "a", order)
    assert refused(again) == OutOfTurn("ticket", "handed", "hand")


def test_no_courier_is_sent_by_hand(city: SmallCity) -> None:
    """An operator is told why."""
    order = place_to_collect(city, {"a1": 1})
    city.cook(order)
    assert overriding.release(city.engine, city.key(), order, "why") == Refused(ToCollect(order))


def test_what_was_collected_is_learnt_of_kitchens_alone(city: SmallCity) -> None:
    """How long a way takes is not told by who fetches it."""
    city.engine.in_force = InForce.alone(replace(city.engine.terms, promise_kept=0.9))
    order = place_to_collect(city, {"a1": 1})
    city.cook(order, 12)
    hand_over(city, order, "a")
    city.wait(10)
    carry_out(city.engine, LEARN)
    with city.store.begin() as work:
        assert work.kitchen_paces.must("a").parts == 1
        assert not work.delivery_paces.must("city").seen


def test_two_who_hand_it_over_at_once_hand_it_over_once(city: SmallCity) -> None:
    """Two screens at one counter: one of them is told that it has been done."""
    order = place_to_collect(city, BOTH)
    city.cook(order)
    with ThreadPoolExecutor(4) as pool:
        tapped = [
            pool.submit(collecting.hand_over, city.engine, f"at-once-{number}", merchant, order)
            for number, merchant in enumerate("abab")
        ]
        answers = [one.result() for one in tapped]
    assert sum(isinstance(one, Refused) for one in answers) == 2
    assert city.order(order).state is OrderState.SETTLED
    well(city)


def test_a_kitchen_that_never_makes_it_gives_it_back(city: SmallCity) -> None:
    """After it has closed."""
    order = place_to_collect(city, {"a1": 1})
    ready_at = city.clock.now() + timedelta(minutes=10)
    done(cooking.accept(city.engine, city.key(), "a", order, ready_at))
    city.clock.put(city.order(order).pick_up.until + timedelta(hours=1))  # type: ignore[union-attr]
    assert carry_out(city.engine, NOT_COLLECTED) == 1
    assert city.order(order).state is OrderState.REFUNDED
    assert city.balance(accounts.wallet("c")) == 100_000
    well(city)


def test_what_was_collected_is_rated_and_nobody_brought_it(city: SmallCity) -> None:
    """Its dishes are; what stands on the counter still is not."""
    order = place_to_collect(city, BOTH)
    city.cook(order)
    hand_over(city, order, "a")
    city.clock.put(city.order(order).pick_up.until + timedelta(minutes=1))  # type: ignore[union-attr]
    assert carry_out(city.engine, NOT_COLLECTED) == 1

    def rated(line: str) -> object:
        given = [Judged(line, 5)]
        return rating.rate(city.engine, city.key(), "c", order, given)

    assert isinstance(rated(""), Refused)
    assert isinstance(rated("b1"), Refused)
    assert isinstance(rated("a1"), Done)
