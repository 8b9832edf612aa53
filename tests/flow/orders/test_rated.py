"""Who had it, its stall, the control room and the city are each told of ratings what they may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.test_rating import HOLDER, OPERATOR, delivered, rate, with_people
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders.rated import (
    PAGE_RATINGS,
    OrderRatings,
    StallRatings,
    of_city,
    of_stall,
    ratings_of,
    written,
)
from yeshi.flow.ports import Store
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.orders.rating import BROUGHT, RATED_WITHIN, Judged
from yeshi.orders.stars import Stars
from yeshi.people.actor import visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def seen(city: SmallCity, order: str) -> OrderRatings:
    """What its customer is told."""
    found = ratings_of(city.engine.acting(visitor("c")), order)
    assert isinstance(found, OrderRatings)
    return found


def test_a_customer_sees_what_they_gave_and_what_they_may_give(city: SmallCity) -> None:
    """Nothing before it is there; once a selection, however many of it; until the week is over."""
    order = city.place({"a1": 2, "b1": 1})
    assert not seen(city, order).is_shown
    city.cook(order)
    city.bring(order)
    before = seen(city, order)
    assert [(one.line.item, one.given) for one in before.lines] == [("a1", None), ("b1", None)]
    assert before.by_courier
    assert before.may_rate
    done(rate(city, order, Judged("a1", 3, "so"), Judged(BROUGHT, 5)))
    after = seen(city, order)
    assert [one.given.stars if one.given else 0 for one in after.lines] == [3, 0]
    assert after.may_rate
    city.wait(RATED_WITHIN / timedelta(minutes=1))
    over = seen(city, order)
    assert not over.may_rate
    assert over.is_shown


def test_a_stall_is_told_the_means_of_its_dishes_and_no_order(city: SmallCity) -> None:
    """The most rated first; page by page, the newest first; not how it was brought."""
    orders = [delivered(city, {"a1": 1}) for _ in range(2)]
    for order in orders:
        done(rate(city, order, Judged("a1", 2, order), Judged(BROUGHT, 1, "slow")))
        city.wait(1)
    both = delivered(city, {"a2": 1})
    done(rate(city, both, Judged("a2", 5)))
    found = of_stall(city.by(HOLDER), "a")
    assert isinstance(found, StallRatings)
    assert [(item.id, one.count) for item, one in found.dishes] == [("a1", 2), ("a2", 1)]
    assert [one.word for one in found.ratings] == ["", *reversed(orders)]
    assert (found.rated.count, found.before, found.after) == (3, None, None)
    assert of_stall(city.by(HOLDER), "none") == Refused(Unknown("merchant", "none"))
    rest = of_stall(city.by(HOLDER), "a", 1)
    assert isinstance(rest, StallRatings)
    assert (len(rest.ratings), rest.before) == (2, 0)


def test_the_control_room_reads_what_was_written(city: SmallCity) -> None:
    """Of dishes and of how orders are brought; stars without a word are not in it."""
    order = delivered(city)
    done(rate(city, order, Judged("a1", 2, "cold"), Judged("b1", 5), Judged(BROUGHT, 1, "rude")))
    found = written(city.by(OPERATOR)).ratings
    assert {(one.dish, one.word) for one in found} == {(Name("a1", "a1"), "cold"), (None, "rude")}
    assert written(city.by(OPERATOR), 1).before == 0
    assert len(found) < PAGE_RATINGS


def test_the_city_is_told_how_orders_are_brought_by_zone(store: Store) -> None:
    """Plain means, of no courier; what counts no longer is not in it."""
    city = SmallCity(store).in_zones(Zone("city", Name("城", "city"), Point(0, 0)))
    city.settle_in()
    city.fill()
    done(rate(city, delivered(city, {"a1": 1}), Judged("a1", 4), Judged(BROUGHT, 2)))
    found = of_city(city.engine)
    assert (found.dishes, found.brought) == (Stars(1, 4), Stars(1, 2))
    assert [(one.zone.en, one.brought) for one in found.zones] == [("city", Stars(1, 2))]
    city.wait((found.counted_days + 1) * 24 * 60)
    assert of_city(city.engine).dishes == Stars()
