"""What is held of a group's guests is what was told, fen by fen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.groups import FRIENDS, city_of, joined, opened, order, pay
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.groups import GroupsCheck
from yeshi.flow.orders import cooking
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Movement, Transfer


def broken(city: SmallCity) -> set[str]:
    """The rules that do not hold."""
    with city.store.begin() as work:
        return {one.rule for one in breaches_of(work, [GroupsCheck()])}


def at_work() -> tuple[SmallCity, str, str]:
    """A city with a group that has ordered and of which something came back, and an open one."""
    city = city_of()
    group = opened(city)
    joined(city, group, "wu", {"b1": 1})
    for friend in FRIENDS[:2]:
        pay(city, group, friend)
    placed = order(city, group)
    done(cooking.reject(city.engine, city.key(), "b", placed, "sold_out"))
    other = opened(city)
    pay(city, other, "li")
    return city, placed, other


@pytest.mark.parametrize("of_order", [True, False])
def test_a_fen_that_nobody_told_of_is_found(of_order: bool) -> None:
    """Held, or kept back."""
    city, placed, group = at_work()
    assert broken(city) == set()
    account = accounts.group(placed if of_order else group)
    moved = Movement("platform:care", account, city.money(1), "x")
    with city.store.begin() as work:
        work.ledger.move([Transfer("tr-x", city.clock.now(), None, moved)])
    assert broken(city) == {"group.held"}


def test_a_basket_that_says_otherwise_is_found() -> None:
    """That nothing is held."""
    city, _, group = at_work()
    with city.store.begin() as work:
        found = work.group_baskets.must_lock(group)
        guests = tuple(replace(one, held=None) for one in found.guests)
        work.group_baskets.put(replace(found, guests=guests))
    assert broken(city) == {"group.held", "group.told"}


def test_who_has_not_back_what_came_back_is_found() -> None:
    """As their share says."""
    city, placed, _ = at_work()
    with city.store.begin() as work:
        found = work.orders.must_lock(placed)
        assert found.of_group
        shares = tuple(replace(one, back=one.back * 0) for one in found.of_group.shares)
        work.orders.put(replace(found, of_group=replace(found.of_group, shares=shares)))
    assert broken(city) == {"group.back"}
