"""Who has to do with an order writes of it and reads it; to anybody else it is none."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.threads import (
    HOLDER,
    OPERATOR,
    RIDERS,
    STAFF,
    A,
    B,
    acting,
    city_of,
    read,
    rider_of,
    sent,
    thread,
    write,
)
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Refused, Unknown
from yeshi.events.threads import OfThread
from yeshi.flow.engine import Engine
from yeshi.flow.orders import thread_acts
from yeshi.flow.ports import Done, Store
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CONTROL, CUSTOMER, Correspondent, ThreadSide
from yeshi.orders.thread_writing import A_MINUTE_MAX, TooMuchWritten, WhatIsSaid
from yeshi.people.actor import visitor
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role, SignInFirst

ELSEWHERE = Person("other-op", "o", (Grant(Role.OPERATOR, "elsewhere"),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return city_of(store)


def happened(city: SmallCity) -> list[OfThread]:
    """What happened to threads."""
    with city.store.begin() as work:
        events = [one.event for one in work.events.after(0, 10**6)]
    return [one for one in events if isinstance(one, OfThread)]


def test_all_write_and_no_word_is_in_the_record(city: SmallCity) -> None:
    """It says who wrote to whom, so that their pages hear of it."""
    order, rider = sent(city)
    for by, to in (
        (CUSTOMER, A), (A, CUSTOMER), (CUSTOMER, rider), (rider, CUSTOMER),
        (CUSTOMER, CONTROL), (CONTROL, B),
    ):  # fmt: skip
        done(write(city, order, by, to, f"secret to {to.name}"))
    assert [(one.by, one.to) for one in thread(city, order).messages] == [
        (CUSTOMER, A), (A, CUSTOMER), (CUSTOMER, rider), (rider, CUSTOMER),
        (CUSTOMER, CONTROL), (CONTROL, B),
    ]  # fmt: skip
    told = happened(city)
    assert [set(one.concerns) for one in told] == [
        {order, "a"}, {order, "a"}, {order, rider.id}, {order, rider.id}, {order}, {order, "b"},
    ]  # fmt: skip
    assert "secret" not in str(told)


def test_to_anybody_else_there_is_no_order(city: SmallCity) -> None:
    """Another customer, a courier who does not have it, an operator of elsewhere."""
    order, rider = sent(city)
    other = Correspondent(ThreadSide.COURIER, "x" if rider.id == "y" else "y")
    said, unknown = WhatIsSaid(words="hello"), Unknown("order", order)

    def ask(engine: Engine, by: Correspondent) -> object:
        return refused(thread_acts.write_message(engine, city.key(), by, order, CUSTOMER, said))

    assert (
        refused(
            thread_acts.write_message(
                city.engine.acting(visitor("d")), city.key(), CUSTOMER, order, CONTROL, said
            )
        )
        == unknown
    )
    assert ask(city.by(RIDERS[other.id]), other) == unknown
    assert ask(city.by(ELSEWHERE), CONTROL) == unknown
    assert ask(city.by(STAFF["b"]), A) == Unknown("merchant", "a")
    assert ask(city.by(RIDERS[rider.id]), other) == Unknown("courier", other.id)
    assert ask(city.by(HOLDER), CONTROL) == NotAllowed("operator", CITY)
    assert ask(city.by(None), A) == SignInFirst()
    assert ask(city.engine, Correspondent(ThreadSide.STALL, "r")) == unknown
    nothing = thread_acts.write_message(acting(city, CUSTOMER), city.key(), CUSTOMER, "o", A, said)
    assert refused(nothing) == Unknown("order", "o")
    assert happened(city) == []


def test_a_courier_who_has_it_no_more_writes_and_reads_nothing(city: SmallCity) -> None:
    """It was given to another meanwhile, or is there."""
    order, rider = sent(city)
    done(write(city, order, CUSTOMER, rider))
    with city.store.begin() as work:
        one = work.orders.must_lock(order)
        other = "x" if rider.id == "y" else "y"
        work.orders.put(replace(one, courier=other, version=one.version + 1))
    assert refused(write(city, order, rider, CUSTOMER)) == Unknown("order", order)
    assert refused(read(city, order, rider, 1)) == Unknown("order", order)
    assert rider_of(city, order).id == other


def test_what_was_read_is_said_once(city: SmallCity) -> None:
    """Who reads what was read changes nothing; of an order of which nothing is written, nothing."""
    order, _ = sent(city)
    assert refused(read(city, order, A, 1)) == Unknown("order", order)
    done(write(city, order, CUSTOMER, A))
    done(read(city, order, B, 1))
    assert thread(city, order).unread == ("stall:a",)
    done(read(city, order, A, 9))
    done(read(city, order, A, 1))
    assert thread(city, order).unread == ()
    assert [one.kind for one in happened(city)] == ["thread.written", "thread.read"]


def test_what_needs_no_answer_waits_no_more(city: SmallCity) -> None:
    """The control room says so; nobody else does it for it."""
    order, rider = sent(city)
    done(write(city, order, rider, CONTROL))
    engine = city.by(HOLDER)
    answer = thread_acts.note_read(engine, city.key(), CONTROL, order, 1)
    assert refused(answer) == NotAllowed("operator", CITY)
    assert thread(city, order).waits_since is not None
    done(thread_acts.note_read(city.by(OPERATOR), city.key(), CONTROL, order, 1))
    assert thread(city, order).waits_since is None


def test_a_key_stands_for_what_was_written_with_it(city: SmallCity) -> None:
    """Who taps twice writes once."""
    order, rider = sent(city)
    key, said = city.key(), WhatIsSaid(Phrase.AT_GATE)
    for _ in range(2):
        done(thread_acts.write_message(acting(city, CUSTOMER), key, CUSTOMER, order, rider, said))
    assert len(thread(city, order).messages) == 1


def test_what_all_write_at_once_has_each_its_number(postgres: PostgresStore) -> None:
    """The first message too: none is lost, none twice; and no limit is passed."""
    city = city_of(postgres)
    order, _ = sent(city)
    gate, answers = threading.Barrier(4), []

    def some(by: Correspondent, to: Correspondent, keys: list[str]) -> None:
        gate.wait()
        for key in keys:
            said = WhatIsSaid(words="hello")
            answers.append(thread_acts.write_message(acting(city, by), key, by, order, to, said))

    jobs = [(CUSTOMER, A, 5), (CUSTOMER, B, 4), (A, CUSTOMER, 2), (CONTROL, CUSTOMER, 1)]
    threads = [
        threading.Thread(target=some, args=(by, to, [city.key() for _ in range(count)]))
        for by, to, count in jobs
    ]
    for it in threads:
        it.start()
    for it in threads:
        it.join()
    written = thread(city, order).messages
    assert [it.number for it in written] == list(range(1, len(written) + 1))
    assert len([it for it in answers if isinstance(it, Done)]) == len(written) == A_MINUTE_MAX + 3
    reasons = {type(it.reason) for it in answers if isinstance(it, Refused)}
    assert reasons == {TooMuchWritten}
