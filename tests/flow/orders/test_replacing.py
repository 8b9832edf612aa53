"""In the place of what is sold out stands what the same stall still has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done
from yeshi.base.names import Name
from yeshi.flow.orders.basket_seen import lines_seen
from yeshi.flow.orders.replacing import REPLACEMENTS_MAX, replacements
from yeshi.flow.ports import Store
from yeshi.flow.stalls import listing
from yeshi.market.options import Option, OptionGroup, OptionKind


@pytest.fixture
def city(store: Store) -> SmallCity:
    """Stall a also sells dishes at 10, 15, 16, 18 and 90 yuan; of a1 there is none left."""
    city = SmallCity(store).settle_in()
    with city.store.begin() as work:
        model = work.items.must("a1")
        for price in (1000, 1500, 1600, 1800, 9000):
            more = replace(model, id=f"a-{price}", price=city.money(price))
            work.items.add(more)
    done(listing.restock(city.engine, city.key(), "a", "a1", 0))
    return city


def offered(city: SmallCity, *basket: str) -> dict[str, list[str]]:
    """What is offered in the place of what."""
    lines = lines_seen(city.engine, dict.fromkeys(basket, 1))
    found = replacements(city.engine, lines)
    return {written: [one.id for one in items] for written, items in found.items()}


def test_the_nearest_in_price_come_first(city: SmallCity) -> None:
    """So many; nothing is offered where nothing is gone."""
    assert offered(city, "a1", "b1") == {"a1": ["a-1500", "a-1600", "a-1800"]}
    assert REPLACEMENTS_MAX == 3
    assert offered(city, "b1") == {}


def test_what_is_in_the_basket_or_gone_too_is_not_offered(city: SmallCity) -> None:
    """Nor what has to be chosen at first, nor another stall's."""
    done(listing.restock(city.engine, city.key(), "a", "a-1600", 0))
    size = OptionGroup(
        id="size", name=Name("大小", "size"), kind=OptionKind.SIZE, least=1, most=1,
        choices=(Option(id="large", name=Name("大", "large"), more=city.money(0)),),
    )  # fmt: skip
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a-1800"), groups=(size,)))
    assert offered(city, "a1", "a-1500") == {"a1": ["a-1000", "a2", "a-9000"]}


def test_the_same_category_comes_before_the_price(city: SmallCity) -> None:
    """A soup for a soup."""
    soup = Name("汤", "soup")
    with city.store.begin() as work:
        for id_ in ("a1", "a-9000"):
            work.items.put(replace(work.items.must(id_), category=soup))
    assert offered(city, "a1")["a1"][0] == "a-9000"
