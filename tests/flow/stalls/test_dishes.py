"""A merchant enters dishes, says them anew, takes them off, and counts what they share."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.market.dishes import EXTRAS, SIZES, choice, group
from tests.records import fen, named
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.flow.orders import ordering
from yeshi.flow.stalls import dishes, menus
from yeshi.market.entering import DishEnded, DishSaid, SetInSet
from yeshi.market.kitchen import NotServedNow
from yeshi.people.person import Grant, NotAllowed, Person, Role

OWNER = Person("li", "Li", (Grant(Role.STALLHOLDER, "a"),), None)
COOK = Person("wen", "Wen", (Grant(Role.COOK, "a"),), None)
NOODLES = DishSaid(name=named("noodles"), price=fen(1000), packing=fen(100))
CHOOSING = replace(NOODLES, groups=(SIZES,))


@pytest.fixture
def city() -> SmallCity:
    """Settled."""
    return SmallCity().settle_in()


def enter(city: SmallCity, dish: DishSaid = NOODLES) -> str:
    """The id of a dish that the owner enters."""
    return done(dishes.enter_dish(city.by(OWNER), city.key(), "a", dish))["item"]


def counted(city: SmallCity, word: str, left: int) -> str:
    """The id of a stock that the cook counts."""
    engine = city.by(COOK)
    return done(dishes.keep_stock(engine, city.key(), "a", None, named(word), left))["stock"]


def kinds(city: SmallCity) -> list[str]:
    """What happened at the stall since it settled in."""
    with city.store.begin() as work:
        return [one.event.kind for one in work.events.of_subject("a")][1:]


def test_a_dish_is_entered_said_anew_and_ended(city: SmallCity) -> None:
    """Each is told once; what is said as it was is nothing."""
    made = enter(city)
    engine = city.by(OWNER)
    after = replace(NOODLES, price=fen(1200), category=named("mains"))
    for _ in range(2):
        done(dishes.say_anew(engine, city.key(), "a", made, after))
    with city.store.begin() as work:
        item = work.items.must(made)
        (told,) = [one.event for one in work.events.of_subject("a") if "changed" in one.event.kind]
    assert (item.price, item.category) == (fen(1200), named("mains"))
    assert getattr(told, "changed", ()) == ("price", "category")
    for _ in range(2):
        answer = dishes.end_dish(engine, city.key(), "a", made)
    assert refused(answer) == DishEnded(made)
    assert kinds(city) == ["item.entered", "item.changed", "item.ended"]
    stall = menus.stall(city.engine, "a")
    assert not isinstance(stall, Refused)
    assert made not in stall.items
    assert city.unquoted({made: 1}) == Unknown("item", made)


def test_off_for_tonight_ends_when_the_day_turns(city: SmallCity) -> None:
    """Not a minute before; the cook may do it, and put it on again."""
    engine = city.by(COOK)
    for _ in range(2):
        done(dishes.take_off(engine, city.key(), "a", "a1", True))
    assert city.unquoted({"a1": 1}) == NotServedNow("a1")
    done(dishes.take_off(engine, city.key(), "a", "a1", False))
    assert city.quote({"a1": 1})
    done(dishes.take_off(engine, city.key(), "a", "a1", True))
    assert kinds(city) == ["item.taken_off", "item.put_on", "item.taken_off"]
    calendar = city.calendar
    city.clock.put(calendar.day_ends(calendar.business_day(city.clock.now())))
    with city.store.begin() as work:
        item = work.items.must("a1")
    assert item.is_on(city.clock.now(), calendar)
    assert not item.is_on(city.clock.now() - timedelta(minutes=1), calendar)


def test_what_is_taken_off_meanwhile_is_not_ordered(city: SmallCity) -> None:
    """Though the price that was given still holds."""
    city.fill()
    quote = city.quote({"a1": 1})
    done(dishes.take_off(city.by(COOK), city.key(), "a", "a1", True))
    answer = ordering.place(city.engine, city.key(), "c", quote)
    assert refused(answer) == NotServedNow("a1")


def test_the_last_of_a_shared_stock_is_sold_once(city: SmallCity) -> None:
    """As one dish or as an extra of another; called off it can be sold again."""
    city.fill()
    tofu = counted(city, "tofu", 1)
    plain = enter(city, replace(NOODLES, name=named("tofu"), stock=tofu))
    extra = group("extra", choice("more-tofu", 200, tofu), least=0)
    other = enter(city, replace(NOODLES, groups=(extra,)))
    quote = city.quote({f"{other}+more-tofu": 1})
    order = city.place({plain: 1})
    short = ordering.place(city.engine, city.key(), "c", quote)
    assert refused(short).code() == "sold_out"
    assert left_of(city, tofu) == 0
    assert city.place({other: 1})
    city.call_off(order)
    assert left_of(city, tofu) == 1
    assert done(ordering.place(city.engine, city.key(), "c", quote))


def left_of(city: SmallCity, stock: str) -> int:
    """How many are left."""
    with city.store.begin() as work:
        return work.stocks.must(stock).left


def test_a_set_takes_its_dishes(city: SmallCity) -> None:
    """What is left of each of them; they stay while it is sold."""
    city.fill()
    supper = enter(city, replace(NOODLES, name=named("supper"), parts=("a1", "a2")))
    answer = dishes.end_dish(city.by(OWNER), city.key(), "a", "a2")
    assert refused(answer) == SetInSet(supper)
    order = city.order(city.place({supper: 2}))
    assert [part.item for part in order.tickets[0].lines[0].parts] == ["a1", "a2"]
    assert city.unquoted({"a2": 1}).code() == "sold_out"


def test_a_stock_is_counted_anew_by_who_works_there(city: SmallCity) -> None:
    """And by nobody else; of another stall there is none."""
    tofu = counted(city, "tofu", 3)
    engine = city.by(COOK)
    done(dishes.keep_stock(engine, city.key(), "a", tofu, named("bean curd"), 8))
    assert left_of(city, tofu) == 8
    assert counted(city, "bean curd", 5) == tofu
    assert left_of(city, tofu) == 5
    for left, word in ((-1, "x"), (100_001, "x")):
        answer = dishes.keep_stock(engine, city.key(), "a", None, named(word), left)
        assert refused(answer) == Invalid("left", "0…100000")
    elsewhere = Person("wu", "Wu", (Grant(Role.STALLHOLDER, "b"),), None)
    answer = dishes.keep_stock(city.by(elsewhere), city.key(), "b", tofu, named("x"), 1)
    assert refused(answer) == Invalid("stock", "choice")
    answer = dishes.keep_stock(city.by(elsewhere), city.key(), "a", tofu, named("x"), 1)
    assert isinstance(refused(answer), Unknown | NotAllowed)


def test_who_may_say_what_is_sold(city: SmallCity) -> None:
    """The owner of the stall; a cook takes off, and no more; others know of nothing."""
    for who in (COOK, None):
        answer = dishes.enter_dish(city.by(who), city.key(), "a", CHOOSING)
        assert not isinstance(answer, dict)
        assert isinstance(answer, Refused)
    answer = dishes.say_anew(city.by(OWNER), city.key(), "a", "b1", NOODLES)
    assert refused(answer) == NotYours("item", "b1")
    with_unknown = replace(NOODLES, groups=(EXTRAS,))
    answer = dishes.enter_dish(city.by(OWNER), city.key(), "a", with_unknown)
    assert refused(answer) == Invalid("stock", "choice")
