"""What is on the shelf is neither lost nor made, whoever shares it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.market.dishes import MENU, NOODLES, SUPPER, TEA, TOFU, counted, dish
from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.refused import Refused
from yeshi.market.catalogue import Item
from yeshi.market.selection import Selected, select
from yeshi.market.shelf import Demand, SharedStock, SoldOut, StockShelf


def shelf_of(**left: int | None) -> StockShelf:
    """Items by id, so many of each; in capitals stocks that are shared."""
    items = {id_: dish(id_, left=count) for id_, count in left.items() if id_.islower()}
    stocks = {
        id_: counted(id_, count)
        for id_, count in left.items()
        if id_.isupper() and count is not None
    }
    return StockShelf(items, stocks)


def chosen(item_id: str, *choices: str) -> Selected:
    """The selection that must not be refused."""
    found = select(MENU[item_id], MENU, choices)
    assert isinstance(found, Selected), found
    return found


def test_what_is_taken_is_gone_and_what_does_not_run_out_stays() -> None:
    """Only what changes is given back, to be kept."""
    taken = shelf_of(x=5, y=1, z=None, T=4).sell(Demand({"z": 50, "y": 1, "x": 2}, {"T": 4}))
    assert taken == shelf_of(x=3, y=0, T=0)


@pytest.mark.parametrize(
    ("wanted", "short"),
    [
        ({"x": 3}, SoldOut("x", 2)), ({"y": 1}, SoldOut("y", 0)),
        ({"y": 1, "x": 3}, SoldOut("x", 2)), ({"T": 2}, SoldOut("T", 1)),
        ({"T": 2, "y": 1}, SoldOut("y", 0)),
    ],
)  # fmt: skip
def test_what_is_short_is_refused_with_how_many_are_left(
    wanted: dict[str, int], short: SoldOut
) -> None:
    """The first item by its id, then the first stock."""
    asked = Demand(
        {id_: count for id_, count in wanted.items() if id_.islower()},
        {id_: count for id_, count in wanted.items() if id_.isupper()},
    )
    assert shelf_of(x=2, y=0, T=1).sell(asked) == Refused(short)


def test_a_selection_takes_what_it_is_made_of() -> None:
    """A set its dishes, each of them what it shares, and choices their stocks."""
    assert chosen("tofu").takes == Demand({"tofu": 1}, {"tofu": 1})
    assert chosen("noodles", "large", "tofu").takes == Demand(
        {"noodles": 1}, {"bowl": 1, "tofu": 1}
    )
    supper = chosen("supper", "1.small", "1.egg", "2.hot", "3.iced")
    assert supper.takes == Demand({"supper": 1, "noodles": 1, "tea": 2}, {"egg": 1})


def test_the_last_tofu_is_sold_once() -> None:
    """As a dish or as an extra, whichever comes first."""
    stocks = {id_: counted(id_, 1) for id_ in ("tofu", "bowl", "egg")}
    shelf = StockShelf(MENU, stocks)
    both = Demand.of_all([(chosen("tofu").takes, 1), (chosen("noodles", "small", "tofu").takes, 1)])
    assert shelf.sell(both) == Refused(SoldOut("tofu", 1))
    assert isinstance(shelf.sell(chosen("tofu").takes), StockShelf)


@pytest.mark.parametrize(
    ("takes", "most"),
    [
        (chosen("tofu").takes, 4), (chosen("noodles", "small").takes, QUANTITY_MAX),
        (chosen("supper", "1.small", "2.hot", "3.hot").takes, 1), (chosen("tea", "hot").takes, 3),
    ],
)  # fmt: skip
def test_an_order_has_no_more_than_there_is(takes: Demand, most: int) -> None:
    """Of all that it takes, and of what it takes twice half as many."""
    assert StockShelf(MENU, {"tofu": counted("tofu", 4)}).most_of(takes) == most


counts = some.dictionaries(
    some.sampled_from("uvwxyzTUV"), some.one_of(some.none(), some.integers(0, 20)), min_size=1
)


@given(counts, some.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_taken_and_put_back_is_as_if_nothing_was(
    left: dict[str, int | None], data: some.DataObject
) -> None:
    """None is lost, none is made, and none is ever short of nothing."""
    before = shelf_of(**left)
    known = sorted({*before.items, *before.stocks})
    wanted = (
        data.draw(some.dictionaries(some.sampled_from(known), some.integers(1, 20)))
        if known
        else {}
    )
    asked = Demand(
        {id_: count for id_, count in wanted.items() if id_ in before.items},
        {id_: count for id_, count in wanted.items() if id_ in before.stocks},
    )
    taken = before.sell(asked)
    if isinstance(taken, Refused):
        assert isinstance(taken.reason, SoldOut)
        assert taken.reason.left < wanted[taken.reason.item]
        return
    after = StockShelf({**before.items, **taken.items}, {**before.stocks, **taken.stocks})
    for id_, count in wanted.items():
        one: SharedStock | Item = after.stocks.get(id_) or after.items[id_]
        assert one.left in (None, (left[id_] or 0) - count)
    back = after.put_back(asked)
    assert {**after.items, **back.items} == before.items
    assert {**after.stocks, **back.stocks} == before.stocks


def test_of_what_is_taken_from_the_shelf_none_is_below_nothing() -> None:
    """All else stays on it, and what does not run out does not."""
    after = shelf_of(x=3, y=2, z=None, T=1).without(Demand({"x": 2, "y": 9, "z": 5}, {"T": 4}))
    assert {one.id: one.left for one in after.items.values()} == {"x": 1, "y": 0, "z": None}
    assert {one.id: one.left for one in after.stocks.values()} == {"T": 0}


def test_what_is_counted_no_more_stays_as_it_is() -> None:
    """An item that does not run out since, a stock that is gone."""
    back = shelf_of(x=None).put_back(Demand({"x": 2, "gone": 1}, {"T": 1}))
    assert back == StockShelf({}, {})
    assert (NOODLES.left, TEA.left, SUPPER.left, TOFU.left) == (None, 3, None, None)
