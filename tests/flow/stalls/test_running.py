"""A stall changes prices and hours on its figures; officials enter shocks."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.flow.city import shocks
from yeshi.flow.fleet import joining
from yeshi.flow.orders import calling_off, ordering
from yeshi.flow.ports import Store
from yeshi.flow.stalls import running, selling
from yeshi.flow.stalls.selling import Sold
from yeshi.observatory.shock import ShockKind, ShockOver
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role, SignInFirst

TODAY = EVENING.date()
OFFICIAL = Person("o", "o", (Grant(Role.OFFICIAL, CITY),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


def kinds(city: SmallCity, subject: str) -> list[str]:
    """What happened to it."""
    with city.store.begin() as work:
        return [recorded.event.kind for recorded in work.events.of_subject(subject)]


def test_a_price_changes_for_new_quotes_only(city: SmallCity) -> None:
    """Who was quoted the old one pays it."""
    city.fill()
    quote = city.quote({"a1": 1}, donate=False)
    done(running.reprice(city.engine, city.key(), "a", "a1", Money(9900, "CNY")))
    order = done(ordering.place(city.engine, city.key(), "c", quote))["order"]
    assert city.order(order).bill.items == Money(1550, "CNY")
    fresh = city.quote({"a1": 1}, donate=False)
    with city.store.begin() as work:
        found = work.quotes.get(fresh)
    assert found is not None
    assert found.bill.items == Money(9900, "CNY")
    for item, fen, reason in (("a1", 0, Invalid), ("b1", 5, NotYours), ("zz", 5, Unknown)):
        answer = running.reprice(city.engine, city.key(), "a", item, Money(fen, "CNY"))
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, reason)
    done(running.reprice(city.engine, city.key(), "a", "a1", Money(9900, "CNY")))
    assert kinds(city, "a").count("item.repriced") == 1


def test_a_new_dish_is_sold_at_once(city: SmallCity) -> None:
    """And what cannot be sold is not added."""
    made = running.add_item(
        city.engine, city.key(), "a", Name("新", "New"), Money(1200, "CNY"), Money(0, "CNY")
    )
    city.fill()
    assert city.place({done(made)["item"]: 1})
    assert kinds(city, "a")[-1] != "item.stocked"
    assert "item.added" in kinds(city, "a")
    for name, fen, merchant in (("", 5, "a"), ("x", 0, "a"), ("x", 5, "none")):
        answer = running.add_item(
            city.engine, city.key(), merchant, Name(name, name), Money(fen, "CNY"), Money(0, "CNY")
        )
        assert isinstance(answer, Refused)


def test_hours_change(city: SmallCity) -> None:
    """The same hours again are no change."""
    for _ in range(2):
        done(running.keep_hours(city.engine, city.key(), "a", time(10), time(14)))
    assert kinds(city, "a").count("merchant.hours_changed") == 1


def test_a_stall_sees_what_it_sold(city: SmallCity) -> None:
    """Settled orders of a fortnight, its own part of them; and what came to nothing."""
    city.fill()
    order = city.place({"a1": 2, "b2": 1})
    city.cook(order)
    city.bring(order)
    gone = city.place({"a1": 1})
    done(calling_off.call_off_order(city.engine, city.key(), "c", gone))
    told = selling.sold(city.engine, "a")
    assert isinstance(told, Sold)
    assert (told.orders, told.sold, told.lost) == (1, Money(3300, "CNY"), 1)
    assert [(dish.count, dish.sold) for dish in told.dishes] == [(2, Money(3300, "CNY"))]
    city.wait(60 * 24 * 15)
    later = selling.sold(city.engine, "a")
    assert isinstance(later, Sold)
    assert later.orders == 0


def enter(city: SmallCity, began: date, ended: date | None = None, who: Person | None = OFFICIAL):  # type: ignore[no-untyped-def]
    """Enter a flood."""
    name = Name("洪水", "Flood")
    return shocks.enter(city.by(who), city.key(), name, ShockKind.FLOOD, began, ended)


def test_officials_enter_shocks_and_nobody_else(city: SmallCity) -> None:
    """With days that make sense; what was entered stays in the record."""
    id_ = done(enter(city, TODAY - timedelta(9)))["shock"]
    assert enter(city, TODAY, who=None) == Refused(SignInFirst())
    stranger = Person("x", "x", (), None)
    assert enter(city, TODAY, who=stranger) == Refused(NotAllowed("official", CITY))
    for began, ended in (
        (TODAY + timedelta(1), None), (TODAY, TODAY - timedelta(1)), (TODAY, TODAY + timedelta(1))
    ):  # fmt: skip
        assert isinstance(enter(city, began, ended), Refused)
    done(shocks.end(city.by(OFFICIAL), city.key(), id_, TODAY))
    again = shocks.end(city.by(OFFICIAL), city.key(), id_, TODAY)
    assert again == Refused(ShockOver(id_))
    done(shocks.withdraw(city.by(OFFICIAL), city.key(), id_, "a mistake"))
    assert kinds(city, id_) == ["shock.entered", "shock.ended", "shock.withdrawn"]
    nothing = shocks.end(city.by(OFFICIAL), city.key(), "none", TODAY)
    assert nothing == Refused(Unknown("shock", "none"))


def test_where_a_merchant_stands_is_its_district(city: SmallCity) -> None:
    """By default; and what a courier says of themselves has bounds."""
    with city.store.begin() as work:
        stall = work.merchants.get("a")
    assert stall is not None
    assert stall.district == "city"
    from yeshi.fleet.courier import Vehicle

    answer = joining.register_courier(
        city.engine, city.key(), "new", Name("n", "n"), Vehicle.EBIKE, stall.place,
        joining.Said(born_year=2999),
    )  # fmt: skip
    assert isinstance(answer, Refused)
