"""Stalls are found by their names and their dishes, as they are called now."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity
from yeshi.base.names import Name
from yeshi.base.sure import allowed
from yeshi.flow.due import FINDABLE, carry_out
from yeshi.flow.ports import Store
from yeshi.flow.stalls.finding import find
from yeshi.flow.stalls.menus import Stall


def named(store: Store) -> SmallCity:
    """A city whose stalls sell what people look for."""
    city = SmallCity(store).settle_in()
    with city.store.begin() as work:
        for id_, name in (("a1", "长沙臭豆腐"), ("b1", "臭豆腐煲"), ("r1", "蒜蓉小龙虾")):
            work.items.put(replace(work.items.must(id_), name=Name(name, id_)))
        work.merchants.put(replace(work.merchants.must("r"), name=Name("老王家", "Wang's")))
    assert carry_out(city.engine, FINDABLE) > 0
    assert carry_out(city.engine, FINDABLE) == 0
    return city


def stalls_found(city: SmallCity, typed: str) -> list[Stall]:
    """What is found, as it stands on the page."""
    return list(allowed(find(city.engine, typed), "finding").stalls)


def test_stalls_come_with_the_dishes_that_answer(store: Store) -> None:
    """By a dish, or by their own name; of names alike the shorter first."""
    city = named(store)
    found = stalls_found(city, "cdf")
    assert [(one.merchant.id, [it.id for it in one.menu]) for one in found] == [
        ("b", ["b1"]), ("a", ["a1"]),
    ]  # fmt: skip
    assert [one.merchant.id for one in stalls_found(city, "laowang")] == ["r"]
    assert stalls_found(city, "榴莲") == []
    assert stalls_found(city, "…") == []


def test_who_takes_orders_now_comes_first(store: Store) -> None:
    """However well the others answer."""
    city = named(store)
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), taking=False))
    found = stalls_found(city, "臭豆腐")
    assert [(one.merchant.id, one.open) for one in found] == [("b", True), ("a", False)]


def test_a_new_name_finds_it_and_the_old_one_no_more(store: Store) -> None:
    """A dish that ended is not found either."""
    city = named(store)
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a1"), name=Name("糖油粑粑", "cakes")))
        work.items.put(replace(work.items.must("b1"), ended_at=city.clock.now()))
    city.wait(1)
    assert carry_out(city.engine, FINDABLE) == 1
    assert stalls_found(city, "臭豆腐") == []
    assert [one.merchant.id for one in stalls_found(city, "tangyou")] == ["a"]
