"""An earlier order is had again as far as it is sold now; what is gone is said, line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.builders import DOOR, SmallCity, done
from tests.flow.orders.test_choosing import menus_of, on_the_shelf, sells, wants
from tests.market.dishes import EXTRAS, SIZES, counted, dish
from yeshi.base.limits import QUANTITY_MAX, STALLS_MAX
from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.base.sure import there
from yeshi.flow.orders import cooking, ordering, quoting
from yeshi.flow.orders.rebuilding import again
from yeshi.flow.stalls import dishes, listing
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.orders.again import Again, AgainLine, beside
from yeshi.people.actor import visitor

WANTED = {"noodles+large+egg": 2, "supper+1.small": 1, "a1": 3}


@pytest.fixture
def city() -> SmallCity:
    """Stall a sells noodles, of which one chooses the size, and a set with them."""
    city = SmallCity().settle_in()
    city.fill()
    with city.store.begin() as work:
        for word in ("egg", "tofu", "bowl"):
            work.stocks.add(counted(word, 9))
        work.items.add(dish("noodles", SIZES, EXTRAS))
        work.items.add(dish("supper", parts=("noodles", "a2")))
    return city


def found(city: SmallCity, order: str, basket: dict[str, int] | None = None) -> Again:
    """What can be had of it again."""
    told = again(city.engine, order, basket or {})
    assert isinstance(told, Again), told
    assert all(one.holds for one in told.lines)
    return told


def why(told: Again, number: int) -> str:
    """Why a line is gone."""
    return there(told.lines[number].gone, "a line that is gone").reason.code()


def changed(city: SmallCity, item: str, change: Callable[[Item], Item]) -> None:
    """Have the dish be otherwise."""
    with city.store.begin() as work:
        work.items.put(change(work.items.must_lock(item)))


def test_what_was_ordered_is_had_again_as_it_was(city: SmallCity) -> None:
    """Dishes, sets, choices and quantities, at the same price."""
    told = found(city, city.place(WANTED))
    assert told.wanted == WANTED
    assert told.is_as_before
    assert city.quote(told.wanted)


@pytest.mark.parametrize(
    ("item", "change", "code"),
    [
        ("a1", lambda one: replace(one, left=0), "none_left"),
        ("noodles", lambda one: replace(one, groups=one.groups[1:]), "choices_gone"),
        ("supper", lambda one: replace(one, parts=("noodles", "a1")), "choices_gone"),
        ("supper", lambda one: replace(one, parts=("noodles", "a2", "a2")), "choices_gone"),
    ],
)
def test_what_is_gone_says_why(
    city: SmallCity, item: str, change: Callable[[Item], Item], code: str
) -> None:
    """And all else is there."""
    order = city.place(WANTED)
    changed(city, item, change)
    told = found(city, order)
    gone = [one for one in told.lines if one.gone]
    assert {there(one.gone, "why").reason.code() for one in gone} == {code}
    assert city.quote(told.wanted)


def test_a_dish_that_has_ended_is_gone_and_so_are_its_sets(city: SmallCity) -> None:
    """One that was taken off is not on the menu now."""
    order = city.place(WANTED)
    done(dishes.take_off(city.engine, city.key(), "a", "a1", True))
    assert why(found(city, order), 2) == "not_served_now"
    changed(city, "noodles", lambda one: replace(one, ended_at=city.clock.now()))
    told = found(city, order)
    assert [why(told, 0), why(told, 1)] == ["no_longer_sold"] * 2
    assert told.wanted == {}


def test_another_price_stands_beside_the_old_one(city: SmallCity) -> None:
    """Of what is chosen too."""
    order = city.place(WANTED)
    changed(city, "a1", lambda one: replace(one, price=one.price + city.money(200)))
    told = found(city, order)
    line = told.lines[2]
    assert there(line.each_now, "price").fen - line.each_was.fen == 200
    assert (told.is_as_before, told.wanted) == (False, WANTED)


def test_what_there_is_too_little_of_is_had_as_far_as_it_goes(city: SmallCity) -> None:
    """Two dishes that share a stock never take more of it than there is."""
    order = city.place(WANTED)
    done(listing.restock(city.engine, city.key(), "a", "a1", 2))
    assert found(city, order).lines[2].short == 1
    assert found(city, order, {"a1": 1}).wanted["a1"] == 1
    assert why(found(city, order, {"a1": 2}), 2) == "none_left"
    assert why(found(city, order, {"a1": 2, "gone": 1, "noodles": 1}), 2) == "none_left"


def test_one_line_holds_no_more_than_an_order_may_have(city: SmallCity) -> None:
    """What is in the basket counts."""
    order = city.place({"a1": 3})
    assert found(city, order, {"a1": QUANTITY_MAX - 1}).wanted == {"a1": 1}


def test_stalls_that_are_shut_or_gone_are_said(city: SmallCity) -> None:
    """The other's dishes are had."""
    order = city.place({"a1": 1, "b1": 1})

    with city.store.begin() as work:
        stall = work.merchants.must("a")

    def have(**facts: object) -> None:
        with city.store.begin() as work:
            work.merchants.must_lock("a")
            work.merchants.put(replace(stall, **facts))

    for facts, code in (
        ({"hours": Hours(time(5), time(6))}, "merchant_closed"),
        ({"taking": False}, "not_taking"),
        ({"lacks_facts": True}, "facts_missing"),
        ({"ended_at": city.clock.now()}, "stall_ended"),
    ):
        have(**facts)
        told = found(city, order)
        assert (why(told, 0), told.wanted) == (code, {"b1": 1})
    have(market=None)
    assert why(found(city, order), 1) == "several_markets"


def test_beside_a_basket_of_another_market_nothing_is_had(city: SmallCity) -> None:
    """A courier collects at one."""
    order = city.place({"a1": 1})
    assert why(found(city, order, {"r1": 1}), 0) == "several_markets"
    assert found(city, order, {"nothing": 1}).wanted == {"a1": 1}


def test_one_basket_holds_so_many_stalls(city: SmallCity) -> None:
    """And no more of them."""
    order = city.place({"a1": 1})
    basket = {}
    with city.store.begin() as work:
        stall, item = work.merchants.must("b"), work.items.must("b1")
        for number in range(STALLS_MAX):
            work.merchants.add(replace(stall, id=f"s{number}"))
            work.items.add(replace(item, id=f"d{number}", merchant=f"s{number}"))
            basket[f"d{number}"] = 1
    assert why(found(city, order, basket), 0) == "basket_full"


def test_what_a_stall_turned_down_is_wanted_again(city: SmallCity) -> None:
    """An order that came to nothing is had again like any other."""
    order = city.place({"a1": 1, "b1": 1})
    done(cooking.reject(city.engine, city.key(), "a", order, "sold_out"))
    done(cooking.reject(city.engine, city.key(), "b", order, "closing"))
    assert found(city, order).wanted == {"a1": 1, "b1": 1}


def test_anothers_order_is_none(city: SmallCity) -> None:
    """Whoever asks."""
    order = city.place({"a1": 1})
    for engine, id_ in ((city.engine.acting(visitor("d")), order), (city.engine, "none")):
        assert again(engine, id_) == Refused(Unknown("order", id_))
    assert isinstance(again(city.engine.acting(visitor("c")), order), Again)


@given(menus_of(), some.integers(1, 9), some.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_rebuilt_can_be_ordered(
    menu: list[Item], left: int, data: some.DataObject
) -> None:  # fmt: skip
    """Whatever has changed since, and beside whatever can be had: as it was, and nothing gone."""
    city = SmallCity().settle_in()
    for _ in range(4):
        city.fill()
    sells(city, menu, left)
    wanted = data.draw(wants(menu))
    asked = quoting.ask_quote(city.engine, city.key(), quoting.Wish("c", wanted, DOOR))
    if isinstance(asked, Refused):
        return
    order = done(ordering.place(city.engine, city.key(), "c", asked.data["quote"]))["order"]
    _otherwise(city, menu, data)
    basket = data.draw(some.one_of(some.just({}), wants(menu)))
    if basket and isinstance(_asked(city, basket), Reason):
        basket = {}
    told = found(city, order, basket)
    assert {one.was.selection.written: one.was.quantity for one in told.lines} == wanted
    for one in told.lines:
        _is_said_right(one)
    both = beside(basket, told.wanted)
    if both:
        assert _asked(city, both) is None
    if told.is_as_before:
        assert told.wanted == wanted


def _asked(city: SmallCity, wanted: dict[str, int]) -> Reason | None:
    """Why there is no quote for it; None where there is one."""
    wish = quoting.Wish("c", wanted, DOOR)
    answer = quoting.ask_quote(city.engine, city.key(), wish)
    return answer.reason if isinstance(answer, Refused) else None


def _otherwise(city: SmallCity, menu: list[Item], data: some.DataObject) -> None:
    """Things change at the stall."""
    ended = [one.id for one in menu if data.draw(some.integers(0, 5)) == 0]
    off = [one.id for one in menu if data.draw(some.integers(0, 5)) == 0]
    now = city.clock.now()
    with city.store.begin() as work:
        for one in menu:
            item = work.items.must_lock(one.id)
            least = data.draw(some.sampled_from((None, 0, 1, 5)))
            work.items.put(
                replace(
                    item,
                    left=item.left if least is None else least,
                    price=item.price + city.money(data.draw(some.sampled_from((0, 0, 100)))),
                    groups=item.groups[data.draw(some.sampled_from((0, 0, 0, 1))) :],
                    ended_at=now if one.id in ended else None,
                    off_until=now + timedelta(hours=1) if one.id in off else None,
                )
            )
    shelf = on_the_shelf(city)
    assert all(count >= 0 for count in shelf.values())


def _is_said_right(one: AgainLine) -> None:
    if one.now is None:
        assert one.gone
        return
    assert (one.now.item, one.now.selection) == (one.was.item, one.was.selection)
    assert [part.item for part in one.now.parts] == [part.item for part in one.was.parts]
    assert 0 < one.now.quantity <= one.was.quantity
