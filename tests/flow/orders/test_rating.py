"""Who bought a dish rates it, once; its stall answers, once; an operator hides what must go."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.orders import rating
from yeshi.flow.orders.rated import OrderRatings, of_stall, ratings_of
from yeshi.flow.people import entering
from yeshi.flow.ports import Answer, Done, Store
from yeshi.flow.stalls.stars import told_of
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Order
from yeshi.orders.rating import (
    BROUGHT,
    RATED_WITHIN,
    WORD_LENGTH_MAX,
    AnsweredBefore,
    Judged,
    NotDelivered,
    NothingRated,
    RatedBefore,
    TooLateToRate,
)
from yeshi.orders.stars import Stars
from yeshi.people.actor import visitor
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role, SignInFirst

OPERATOR = Person("op", "op", (Grant(Role.OPERATOR, CITY),), None)
HOLDER = Person("holder", "holder", (Grant(Role.STALLHOLDER, "a"),), None)
OTHER = Person("other", "other", (Grant(Role.STALLHOLDER, "b"),), None)
COOK = Person("cook", "cook", (Grant(Role.COOK, "a"),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def with_people(store: Store) -> SmallCity:
    """A city with a customer who has money, and people who work in it."""
    city = SmallCity(store).settle_in()
    city.fill()
    for one in (OPERATOR, HOLDER, OTHER, COOK):
        done(entering.enter_person(city.engine, city.key(), one))
    return city


def delivered(city: SmallCity, wanted: dict[str, int] | None = None) -> str:
    """An order of two stalls that is there."""
    order = city.place(wanted or {"a1": 1, "b1": 2})
    city.cook(order)
    city.bring(order)
    return order


def rate(city: SmallCity, order: str, *given: Judged, customer: str = "c") -> Answer:
    """The customer of a browser rates it."""
    engine = city.engine.acting(visitor(customer))
    return rating.rate(engine, city.key(), customer, order, given)


def rating_of(city: SmallCity, order: str, line: str) -> str:
    """The id of what the line was given."""
    with city.store.begin() as work:
        return next(one.id for one in work.ratings.of(order) if one.line == line)


def counted(city: SmallCity, name: str) -> Stars:
    """What is counted under that name, by all of its days."""
    with city.store.begin() as work:
        return work.stars_of_days.since([name], city.clock.now().date() - RATED_WITHIN).get(
            name, Stars()
        )


def events(city: SmallCity) -> list[str]:
    """The kinds of what happened that has to do with ratings."""
    with city.store.begin() as work:
        return [
            one.event.kind
            for one in work.events.after(0, 10**6)
            if "rat" in one.event.kind.split(".")[-1] or one.event.kind.startswith("rating.")
        ]


def test_each_dish_and_how_it_was_brought_are_rated_apart(city: SmallCity) -> None:
    """Counted under the dish, its stall and the city; and under the zone, which no dish has."""
    order = delivered(city)
    done(rate(city, order, Judged("a1", 5, " crisp "), Judged("b1", 2), Judged(BROUGHT, 4)))
    assert counted(city, "dish:a1") == counted(city, "stall:a") == Stars(1, 5)
    assert counted(city, "stall:b") == Stars(1, 2)
    assert counted(city, "dishes") == Stars(2, 7)
    assert counted(city, "brought:city") == counted(city, "brought") == Stars(1, 4)
    seen = ratings_of(city.engine.acting(visitor("c")), order)
    assert isinstance(seen, OrderRatings)
    assert seen.brought
    assert not seen.may_rate
    assert [one.given and one.given.word for one in seen.lines] == ["crisp", ""]
    assert sorted(events(city)) == ["delivery.rated", "line.rated", "line.rated"]


def test_once_means_once(city: SmallCity) -> None:
    """What is left may still be rated; nothing of an answer that is refused is kept."""
    order = delivered(city)
    done(rate(city, order, Judged("a1", 1)))
    again = refused(rate(city, order, Judged("b1", 5), Judged("a1", 5)))
    assert again == RatedBefore(order)
    assert counted(city, "dish:b1") == Stars()
    done(rate(city, order, Judged("b1", 5)))
    assert counted(city, "dishes") == Stars(2, 6)


def test_only_what_was_delivered_is_rated_and_for_a_week(city: SmallCity) -> None:
    """Nothing on its way; no dish that was not in it; nothing after."""
    order = city.place({"a1": 1, "b1": 1})
    assert refused(rate(city, order, Judged("a1", 5))) == NotDelivered(order)
    city.cook(order)
    city.bring(order)
    assert refused(rate(city, order, Judged("a2", 5))) == Invalid("line", "choice")
    assert refused(rate(city, order, Judged("a1", 5), Judged("a1", 4))) == Invalid("line", "choice")
    assert refused(rate(city, order)) == NothingRated()
    for stars in (0, 6):
        assert refused(rate(city, order, Judged("a1", stars))) == Invalid("stars", "1…5")
    long = "x" * (WORD_LENGTH_MAX + 1)
    assert refused(rate(city, order, Judged("a1", 5, long))) == Invalid("word", "0…300")
    city.wait(RATED_WITHIN / timedelta(minutes=1) - 1)
    done(rate(city, order, Judged("a1", 5)))
    city.wait(2)
    assert refused(rate(city, order, Judged("b1", 5))) == TooLateToRate(order, 7)


def test_what_came_to_nothing_is_not_rated(city: SmallCity) -> None:
    """An order that was called off."""
    order = city.place({"a1": 1})
    city.call_off(order)
    assert refused(rate(city, order, Judged("a1", 1))) == NotDelivered(order)


def test_anothers_order_is_none(city: SmallCity) -> None:
    """Neither by another browser, nor as a customer whom one is not."""
    order = delivered(city)
    assert refused(rate(city, order, Judged("a1", 1), customer="d")) == Unknown("order", order)
    as_d = city.engine.acting(visitor("d"))
    answer = rating.rate(as_d, city.key(), "c", order, (Judged("a1", 1),))
    assert refused(answer) == Unknown("customer", "c")
    assert ratings_of(as_d, order) == Refused(Unknown("order", order))
    assert counted(city, "dish:a1") == Stars()


def test_a_stall_answers_once_and_only_its_own(city: SmallCity) -> None:
    """Who is at its till; everybody reads it below the words, and nobody is named."""
    order = delivered(city)
    done(rate(city, order, Judged("a1", 2, "cold"), Judged("b1", 5), Judged(BROUGHT, 5, "fast")))
    of_a = rating_of(city, order, "a1")

    def answer(person: Person | None, stall: str, id_: str, words: str = "Sorry!") -> Answer:
        return rating.answer_rating(city.by(person), city.key(), stall, id_, words)

    assert refused(answer(None, "a", of_a)) == SignInFirst()
    assert refused(answer(COOK, "a", of_a)) == Unknown("merchant", "a")
    assert refused(answer(OTHER, "a", of_a)) == Unknown("merchant", "a")
    assert refused(answer(OTHER, "b", of_a)) == Unknown("rating", of_a)
    brought = rating_of(city, order, BROUGHT)
    assert refused(answer(HOLDER, "a", brought)) == Unknown("rating", brought)
    assert refused(answer(HOLDER, "a", of_a, "")) == Invalid("reply", "1…300")
    done(answer(HOLDER, "a", of_a))
    assert refused(answer(HOLDER, "a", of_a, "More")) == AnsweredBefore(of_a)
    (told,) = told_of(city.engine, "a")
    assert (told.stars, told.word, told.answer) == (2, "cold", "Sorry!")
    assert told_of(city.engine, "b") == ()
    seen = of_stall(city.by(HOLDER), "a")
    assert "order" not in str(seen)
    assert order not in str(seen)


def test_what_is_hidden_nobody_reads_and_its_stars_count(city: SmallCity) -> None:
    """By an operator or official with a reason, which stands in the record."""
    order = delivered(city)
    done(rate(city, order, Judged("a1", 1, "you ***")))
    id_ = rating_of(city, order, "a1")

    def hide(person: Person, why: str = "an insult", hidden: bool = True) -> Answer:
        return rating.hide_rating(city.by(person), city.key(), id_, why, hide=hidden)

    assert refused(hide(HOLDER)) == NotAllowed("operator", CITY)
    assert refused(hide(OPERATOR, "")) == Invalid("why", "1…200")
    unknown = rating.hide_rating(city.by(OPERATOR), city.key(), "none", "why", hide=True)
    assert refused(unknown) == Unknown("rating", "none")
    done(hide(OPERATOR))
    assert told_of(city.engine, "a") == ()
    assert counted(city, "dish:a1") == Stars(1, 1)
    done(hide(OPERATOR))
    done(hide(OPERATOR, "it was none", hidden=False))
    assert [one.word for one in told_of(city.engine, "a")] == ["you ***"]
    assert [one for one in events(city) if one.startswith("rating.")] == [
        "rating.hidden", "rating.shown",
    ]  # fmt: skip


def test_no_pay_depends_on_a_rating() -> None:
    """One star or five: the courier, the stalls and the platform are owed the same."""

    def accounts_after(stars: int) -> list[int]:
        city = with_people(MemoryStore("CNY"))
        order = delivered(city)
        courier = city.order(order).courier
        given = (Judged("a1", stars), Judged("b1", stars), Judged(BROUGHT, stars))
        done(rate(city, order, *given))
        city.wait(24 * 60)
        owners = (f"courier:{courier}", "merchant:a", "merchant:b", "platform", "wallet:c")
        return [city.balance(one) for one in owners]

    assert accounts_after(1) == accounts_after(5)


def test_of_two_who_rate_a_line_at_once_one_is_kept(postgres: PostgresStore) -> None:
    """And counted, whichever; others who count on the same dish and city wait and are counted."""
    city = with_people(postgres)
    order = delivered(city, {"a1": 1})
    others = [delivered(city, {"a1": 1}) for _ in range(3)]
    answers: list[Answer] = []
    begin = threading.Barrier(9)
    keys = [city.key() for _ in range(9)]

    def give(key: str, to: str, stars: int) -> None:
        engine = city.engine.acting(visitor("c"))
        begin.wait()
        answers.append(rating.rate(engine, key, "c", to, (Judged("a1", stars),)))

    asked = [(order, 1 + number % 5) for number in range(6)] + [(one, 3) for one in others]
    threads = [
        threading.Thread(target=give, args=(key, *one))
        for key, one in zip(keys, asked, strict=True)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    kept = [one for one in answers if isinstance(one, Done)]
    assert len(answers) == 9
    assert len(kept) == 4
    assert {refused(one) for one in answers if one not in kept} == {RatedBefore(order)}
    with city.store.begin() as work:
        (first,) = work.ratings.of(order)
    assert counted(city, "dish:a1") == counted(city, "dishes") == Stars(4, 9 + first.stars)


def test_a_part_that_was_given_back_is_not_rated() -> None:
    """A stall that could not make it is not told how it was."""
    city = with_people(MemoryStore("CNY"))
    order = delivered(city)
    with city.store.begin() as work:
        kept: Order = work.orders.must(order)
        first = replace(kept.tickets[0], state=TicketState.REJECTED)
        work.orders.put(replace(kept, tickets=(first, *kept.tickets[1:])))
    assert refused(rate(city, order, Judged("a1", 1))) == Invalid("line", "choice")
    done(rate(city, order, Judged("b1", 1)))
