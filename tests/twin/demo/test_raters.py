"""The demo's guests rate some of what they had, alike from the same seed, and nobody else's."""

from __future__ import annotations

from datetime import date

from tests.builders import SmallCity
from yeshi.events.record import Recorded
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.orders.rating import Rating
from yeshi.orders.stars import ALL_BROUGHT, ALL_DISHES, Stars
from yeshi.people.person import Role
from yeshi.twin.actors.agenda import Agenda
from yeshi.twin.demo import masks
from yeshi.twin.demo.raters import Raters, past_stars

TODAY = date(2026, 11, 24)


def rated_night(seed: int, customer: str) -> list[Rating]:
    """What twelve orders of that customer were given in the end."""
    city, agenda = SmallCity().settle_in(), Agenda()
    city.fill(customer)
    stalls = masks.played_by(city.engine, Role.STALLHOLDER)
    raters = Raters(city.engine, agenda, seed, masks.guests(city.engine), stalls)
    for _ in range(12):
        order = city.place({"a1": 1, "b1": 1}, customer)
        city.cook(order)
        city.bring(order)
    with city.store.begin() as work:
        happened: list[Recorded] = work.events.after(0, 10**6)
    for one in happened:
        raters.hear(one)
    while agenda.next_at is not None:
        at, action = agenda.take()
        city.clock.put(max(at, city.clock.now()))
        action()
    with city.store.begin() as work:
        return work.ratings.all()


def told(ratings: list[Rating]) -> list[tuple[str, str, int, str, str]]:
    """All of it that can be compared."""
    return [(one.order, one.line, one.stars, one.word, one.answer) for one in ratings]


def test_guests_rate_some_of_their_orders_alike_from_a_seed() -> None:
    """Dishes and how they were brought, some with words, some of which are answered."""
    first = rated_night(7, "guest-001")
    assert told(first) == told(rated_night(7, "guest-001")) != told(rated_night(8, "guest-001"))
    orders = {one.order for one in first}
    assert 0 < len(orders) < 12
    assert {one.merchant for one in first} == {"a", "b", None}
    assert any(one.word for one in first)


def test_what_a_visitor_had_they_rate_themselves() -> None:
    """Nobody does it for them."""
    assert rated_night(7, "c") == []


def test_the_past_of_the_demo_counts_alike_under_dish_stall_and_city() -> None:
    """From the same seed the same; each in its bounds and before today."""
    city = read_city(CHANGSHA_FILE)
    days = past_stars(city, 7, TODAY)
    assert days == past_stars(city, 7, TODAY)
    assert all(one.holds and one.day < TODAY for one in days)

    def of(kind: str) -> Stars:
        found = (one for one in days if one.rated.startswith(kind))
        return sum((Stars(one.count, one.total) for one in found), Stars())

    assert of("dish:") == of("stall:") == of(ALL_DISHES)
    assert of("brought:") == Stars(of(ALL_BROUGHT).count // 2, of(ALL_BROUGHT).total // 2)
    mean = of(ALL_DISHES).plain_mean
    assert mean is not None
    assert 4 < mean < 4.8
