"""A city in which people write to one another of an order."""

from __future__ import annotations

from tests.builders import SmallCity, done
from tests.flow.orders.test_rating import COOK, HOLDER, OPERATOR, OTHER, with_people
from yeshi.flow.engine import Engine
from yeshi.flow.orders import dispatching, thread_acts
from yeshi.flow.people import entering
from yeshi.flow.ports import Answer, Store
from yeshi.orders.thread import CONTROL, CUSTOMER, Correspondent, Thread, ThreadSide
from yeshi.orders.thread_writing import WhatIsSaid
from yeshi.people.actor import visitor
from yeshi.people.person import Grant, Person, Role

A, B = Correspondent(ThreadSide.STALL, "a"), Correspondent(ThreadSide.STALL, "b")
RIDERS = {one: Person(f"rides-{one}", one, (Grant(Role.COURIER, one),), None) for one in "xy"}
STAFF = {"a": COOK, "b": OTHER}

__all__ = ["HOLDER", "OPERATOR"]


def city_of(store: Store) -> SmallCity:
    """With a customer who has money, and people who work there."""
    city = with_people(store)
    for one in RIDERS.values():
        done(entering.enter_person(city.engine, city.key(), one))
    return city


def sent(city: SmallCity, customer: str = "c") -> tuple[str, Correspondent]:
    """An order of two stalls for which a courier was sent, and they."""
    order = city.place({"a1": 1, "b1": 1}, customer)
    city.cook(order)
    dispatching.tick(city.engine, city.engine.terms.zones[0].id)
    return order, rider_of(city, order)


def rider_of(city: SmallCity, order: str) -> Correspondent:
    """Who was sent for it."""
    return Correspondent(ThreadSide.COURIER, city.order(order).courier or "")


def acting(city: SmallCity, who: Correspondent) -> Engine:
    """The engine on which that one acts."""
    match who.side:
        case ThreadSide.CUSTOMER:
            return city.engine.acting(visitor("c"))
        case ThreadSide.CONTROL:
            return city.by(OPERATOR)
        case ThreadSide.STALL:
            return city.by(STAFF[who.id])
        case _:
            return city.by(RIDERS[who.id])


def write(
    city: SmallCity, order: str, by: Correspondent, to: Correspondent, words: str = "hello"
) -> Answer:
    """What one is answered who writes to another."""
    said = WhatIsSaid(words=words)
    return thread_acts.write_message(acting(city, by), city.key(), by, order, to, said)


def read(city: SmallCity, order: str, by: Correspondent, number: int) -> Answer:
    """What one is answered who has read it up to there."""
    return thread_acts.note_read(acting(city, by), city.key(), by, order, number)


def thread(city: SmallCity, order: str) -> Thread:
    """What was written."""
    with city.store.begin() as work:
        return work.threads.must(order)


EACH = (CUSTOMER, A, B, CONTROL)
