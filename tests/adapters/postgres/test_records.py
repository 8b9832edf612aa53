"""What is changed is written, and nothing beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.adapters.postgres.rows import Rows
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import InvariantBroken
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.geo.point import Point
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant

STALL = Merchant(
    id="s", name=Name("s", "s"), market=None, place=Point(0, 0),
    hours=Hours(time(17), time(3)), cook_s=600,
)  # fmt: skip
DISH = Item(
    id="d", merchant="s", name=Name("d", "d"), price=Money(100, "CNY"),
    packing=Money(0, "CNY"), left=5,
)  # fmt: skip


@pytest.fixture
def filled(postgres: PostgresStore) -> PostgresStore:
    """A store with a stall and its dish."""
    with postgres.begin() as work:
        work.merchants.add(STALL)
        work.items.add(DISH)
    return postgres


def test_only_what_is_different_is_written(filled: PostgresStore) -> None:
    """So that a price that somebody else changes meanwhile stays."""
    with filled.begin() as work:
        seen = work.items.must("d")
        with filled.begin() as other:
            other.items.put(replace(other.items.must("d"), price=Money(200, "CNY")))
        work.items.put(replace(seen, left=4))
        work.items.put(replace(seen, left=3))
    with filled.begin() as work:
        assert work.items.must("d") == replace(DISH, left=3, price=Money(200, "CNY"))


def test_what_is_kept_as_it_was_costs_nothing(filled: PostgresStore) -> None:
    """Nor is it changed."""
    with filled.begin() as work:
        records = work.items
        assert isinstance(records, PostgresRecords)
        records.put(replace(records.must("d")))
        assert records.changing() == []


def test_a_thing_that_nobody_has_read_is_written_whole(filled: PostgresStore) -> None:
    """And refused when it is not there."""
    with filled.begin() as work:
        work.items.put(replace(DISH, left=9, price=Money(300, "CNY")))
    with filled.begin() as work:
        assert work.items.must("d") == replace(DISH, left=9, price=Money(300, "CNY"))
    with pytest.raises(InvariantBroken), filled.begin() as work:
        work.items.put(replace(DISH, id="nowhere"))


def test_a_collection_that_is_read_whole_is_known_one_by_one(filled: PostgresStore) -> None:
    """What the work has changed by then stays changed."""
    with filled.begin() as work:
        records = work.items
        assert isinstance(records, PostgresRecords)
        records.put(replace(records.must("d"), left=1))
        assert records.reading_all() is None
        assert [one.left for one in records.all()] == [1]
    with filled.begin() as work:
        records = work.merchants
        assert isinstance(records, PostgresRecords)
        assert records.all() == [STALL]
        assert records.get("s") is records.all()[0]


def test_rows_tell_which_columns_differ() -> None:
    """By identity: all of them of what was not known before."""
    rows = Rows(Item)
    assert rows.differing(DISH, replace(DISH, left=1)) == ("left",)
    assert rows.differing(DISH, DISH) == ()
    assert rows.differing(None, DISH) == rows.columns[1:]
    assert rows.write([DISH], ("id", "left")) == '[{"id":"d","left":5}]'
