"""Each is told of an order's thread what is theirs, and the control room what waits for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.threads import OPERATOR, A, B, acting, city_of, read, sent, write
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import delivering, thread_seen
from yeshi.flow.orders.thread_seen import (
    UNREAD_SHOWN,
    ThreadView,
    news_of,
    thread_of,
    threads_to_answer,
    threads_waiting,
)
from yeshi.flow.ports import Store
from yeshi.orders.thread import CONTROL, CUSTOMER, Correspondent
from yeshi.orders.thread_writing import OPEN_AFTER_END, phrases_for
from yeshi.people.actor import visitor
from yeshi.people.person import Grant, Person, Role


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return city_of(store)


def view(city: SmallCity, order: str, who: Correspondent) -> ThreadView:
    """What that one is told."""
    found = thread_of(acting(city, who), who, order)
    assert isinstance(found, ThreadView)
    return found


def test_each_is_told_what_is_theirs(city: SmallCity) -> None:
    """With what the others are called, whom they may write to, and what is new."""
    order, rider = sent(city)
    before = view(city, order, CUSTOMER)
    assert before.is_shown
    assert before.may_write
    assert (before.messages, before.last, before.latest) == ((), 0, None)
    done(write(city, order, CUSTOMER, A, "no chilli"))
    done(write(city, order, CUSTOMER, rider, "at the gate"))
    done(write(city, order, A, CUSTOMER, "noted"))
    customer, stall, other = (view(city, order, who) for who in (CUSTOMER, A, B))
    assert [one.words for one in customer.messages] == ["no chilli", "at the gate", "noted"]
    assert [customer.is_own(one) for one in customer.messages] == [True, True, False]
    assert (customer.unread, customer.last) == (1, 3)
    assert customer.latest == customer.messages[2]
    assert customer.names["a"].en == "a"
    assert rider.id in customer.names
    assert [one.who for one in customer.addressees] == [A, B, rider, CONTROL]
    assert customer.addressees[2].phrases == phrases_for(CUSTOMER, rider)
    assert [one.words for one in stall.messages] == ["no chilli", "noted"]
    assert (stall.unread, stall.latest) == (0, None)
    assert other.messages == ()
    assert rider.id not in stall.names
    assert len(view(city, order, CONTROL).messages) == 3
    assert [one.words for one in view(city, order, rider).messages] == ["at the gate"]


def test_to_others_there_is_no_order(city: SmallCity) -> None:
    """Nor to a stall that sells nothing of it, or of what is none."""
    order, _ = sent(city)
    unknown = Refused(Unknown("order", order))
    assert thread_of(city.engine.acting(visitor("d")), CUSTOMER, order) == unknown
    alone = city.place({"a1": 1})
    assert thread_of(acting(city, B), B, alone) == Refused(Unknown("order", alone))
    assert thread_of(acting(city, A), A, "none") == Refused(Unknown("order", "none"))


def test_it_closes_and_what_was_said_stays(city: SmallCity) -> None:
    """Until its words go; the courier who brought it sees nothing of it any more."""
    order, rider = sent(city)
    done(write(city, order, CUSTOMER, A))
    done(delivering.collect(city.engine, city.key(), rider.id, order))
    done(delivering.deliver(city.engine, city.key(), rider.id, order))
    assert thread_of(acting(city, rider), rider, order) == Refused(Unknown("order", order))
    still = view(city, order, CUSTOMER)
    assert still.until == city.clock.now() + OPEN_AFTER_END
    assert still.may_write
    city.wait(OPEN_AFTER_END / timedelta(minutes=1))
    closed = view(city, order, CUSTOMER)
    assert not closed.may_write
    assert closed.is_shown
    assert len(closed.messages) == 1


def test_a_counter_has_news_of_its_orders(city: SmallCity) -> None:
    """Until somebody read it, or the evening is over; the latest first."""
    first, rider = sent(city)
    second = city.place({"a1": 1})
    done(write(city, first, CUSTOMER, A, "one"))
    city.wait(1)
    done(write(city, second, CUSTOMER, A, "two"))
    done(write(city, second, CUSTOMER, A, "three"))
    done(write(city, first, CUSTOMER, rider, "four"))
    news = news_of(acting(city, A), A)
    assert {id_: (one.unread, one.latest.words) for id_, one in news.items()} == {
        first: (1, "one"), second: (2, "three"),
    }  # fmt: skip
    assert [one.latest.words for one in news_of(acting(city, rider), rider).values()] == ["four"]
    assert news_of(acting(city, B), B) == {}
    done(read(city, second, A, 2))
    assert list(news_of(acting(city, A), A)) == [first]
    city.wait(UNREAD_SHOWN / timedelta(minutes=1) + 2)
    assert news_of(acting(city, A), A) == {}


def test_what_waits_longest_is_first(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page at a time, of the zones of who looks."""
    monkeypatch.setattr(thread_seen, "PAGE_THREADS", 2)
    orders = []
    for number in range(3):
        orders.append(city.place({"a1": 1}))
        done(write(city, orders[-1], CUSTOMER if number else A, CONTROL, f"{number}"))
        city.wait(1)
    engine = city.by(OPERATOR)
    queue = threads_waiting(engine)
    assert [one.order for one in queue.queue] == orders[:2]
    assert (queue.before, queue.after) == (None, 2)
    assert queue.queue[0].names["a"].en == "a"
    assert queue.queue[0].since == city.clock.now() - timedelta(minutes=3)
    rest = threads_waiting(engine, 2)
    assert ([one.order for one in rest.queue], rest.before, rest.after) == (orders[2:], 0, None)
    assert threads_to_answer(engine, None) == 3
    done(write(city, orders[0], CONTROL, A))
    assert [one.order for one in threads_waiting(engine).queue] == orders[1:]
    elsewhere = Person("other-op", "o", (Grant(Role.OPERATOR, "elsewhere"),), None)
    assert threads_waiting(city.by(elsewhere)).queue == ()
    assert threads_to_answer(engine, ("elsewhere",)) == 0
