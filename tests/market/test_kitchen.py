"""Whether a kitchen takes an order, and that its stock is neither lost nor made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.market.merchants import NOON, OPEN, admitted, merchant
from tests.records import fen, named
from yeshi.base.refused import Refused
from yeshi.market.catalogue import Item
from yeshi.market.kitchen import MerchantClosed, NotTaking, SoldOut, put_back, take


def item(id_: str, left: int | None) -> Item:
    """So many of an item."""
    return Item(id=id_, merchant="a", name=named(id_), price=fen(1000), packing=fen(0), left=left)


def stock(**left: int | None) -> dict[str, Item]:
    """Items by id, so many of each."""
    return {id_: item(id_, number) for id_, number in left.items()}


def test_an_open_kitchen_that_takes_orders_admits_them() -> None:
    """Nothing to mend."""
    assert admitted(merchant(), OPEN) is None


def test_a_shut_kitchen_says_when_it_opens() -> None:
    """As its city's clocks show it; whether it takes orders is not told while it is shut."""
    shut = Refused(MerchantClosed("a", "2026-11-24T17:00:00+08:00"))
    assert admitted(merchant(), NOON) == shut
    assert admitted(merchant(taking=False), NOON) == shut


@pytest.mark.parametrize(("online", "taking"), [(True, False), (False, True), (False, False)])
def test_an_open_kitchen_may_take_no_orders(online: bool, taking: bool) -> None:
    """Only listed, or too busy: one answer."""
    assert admitted(merchant(online=online, taking=taking), OPEN) == Refused(NotTaking("a"))


def test_what_is_taken_is_gone_and_what_does_not_run_out_stays() -> None:
    """Only what changes is given back, to be kept."""
    taken = take(stock(x=5, y=1, z=None), {"z": 50, "y": 1, "x": 2})
    assert taken == (item("x", 3), item("y", 0))


@pytest.mark.parametrize(
    ("wanted", "short"),
    [({"x": 3}, SoldOut("x", 2)), ({"y": 1}, SoldOut("y", 0)), ({"y": 1, "x": 3}, SoldOut("x", 2))],
)
def test_what_is_short_is_refused_with_how_many_are_left(
    wanted: dict[str, int], short: SoldOut
) -> None:
    """The first by its id."""
    assert take(stock(x=2, y=0), wanted) == Refused(short)


stocks = some.dictionaries(
    some.sampled_from("uvwxyz"), some.one_of(some.none(), some.integers(0, 20)), min_size=1
)


@given(stocks, some.data())
def test_what_is_taken_and_put_back_is_as_if_nothing_was(
    left: dict[str, int | None], data: some.DataObject
) -> None:
    """None is lost, none is made, and none is ever short of nothing."""
    before = stock(**left)
    wanted = data.draw(some.dictionaries(some.sampled_from(sorted(left)), some.integers(1, 20)))
    taken = take(before, wanted)
    if isinstance(taken, Refused):
        assert isinstance(taken.reason, SoldOut)
        assert taken.reason.left < wanted[taken.reason.item]
        return
    after = before | {one.id: one for one in taken}
    for id_, one in after.items():
        if one.left is not None:
            assert one.left == (left[id_] or 0) - wanted.get(id_, 0)
            assert one.left >= 0
    back = after | {one.id: one for one in put_back(after, wanted)}
    assert back == before
