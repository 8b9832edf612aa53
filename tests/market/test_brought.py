"""A menu that was brought: sizes are of one dish, and what was sold keeps what is not told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.market.dishes import choice, group
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.market.brought import (
    REGULAR,
    BroughtRow,
    MenuStanding,
    beside_menu,
    dishes_brought,
    said_by,
)
from yeshi.market.catalogue import Item, Offered
from yeshi.market.options import OptionGroup

SMALL, LARGE = "小份", "大份"


def row(name: str, price: int, size: str = "", category: str = "") -> BroughtRow:
    """A row of a menu in one language."""
    said = [Name(text, text) if text else None for text in (size, category)]
    return BroughtRow(
        name=Name(name, name), price=Money(price, "CNY"), size=said[0], category=said[1]
    )


def item(
    name: Name, price: int, *groups: OptionGroup, portion: str = "", category: Name | None = None
) -> Item:
    """A dish that is sold."""
    offered = Offered(portion=Name(portion, portion) if portion else None)
    return Item(
        id=name.en, merchant="a", name=name, price=Money(price, "CNY"), packing=Money(100, "CNY"),
        groups=groups, offered=offered, category=category,
    )  # fmt: skip


def sold(menu: list[Item], *rows: BroughtRow) -> list[Item]:
    """The menu after these rows were put online."""
    dishes = dishes_brought(menu, rows)
    assert not isinstance(dishes, Refused)
    after = {one.id: one for one in menu}
    for dish in dishes:
        id_ = dish.known.id if dish.known else dish.name.en
        after[id_] = said_by(dish).item(id_, "a")
    return list(after.values())


def sizes(dish: Item) -> dict[str, int]:
    """What each of its sizes costs; "" for a dish without any, or its portion."""
    found = [group for group in dish.groups if group.id == "size"]
    if not found:
        return {dish.offered.portion.zh if dish.offered.portion else "": dish.price.fen}
    return {one.name.zh: (dish.price + one.more).fen for one in found[0].choices}


NOODLES = Name("酸辣粉", "Noodles")


@pytest.mark.parametrize(
    ("before", "rows", "after"),
    [
        # Of a new dish: its sizes, its only size, one without a name beside one that has one.
        ([], [("", 12)], {"": 12}),
        ([], [(SMALL, 12), (LARGE, 15)], {SMALL: 12, LARGE: 15}),
        ([], [(LARGE, 15), (SMALL, 12)], {LARGE: 15, SMALL: 12}),
        ([], [(LARGE, 15)], {LARGE: 15}),
        ([], [("", 12), (LARGE, 15)], {"标准": 12, LARGE: 15}),
        ([], [(SMALL, 12), (SMALL, 12)], {SMALL: 12}),
        # Of one that is sold: what is not told stays.
        ([item(NOODLES, 10)], [("", 12)], {"": 12}),
        ([item(NOODLES, 10)], [(SMALL, 12), (LARGE, 15)], {SMALL: 12, LARGE: 15}),
        ([item(NOODLES, 10)], [(LARGE, 15)], {"标准": 10, LARGE: 15}),
        ([item(NOODLES, 10, portion=SMALL)], [(LARGE, 15)], {SMALL: 10, LARGE: 15}),
        ([item(NOODLES, 10, portion=SMALL)], [(SMALL, 11)], {SMALL: 11}),
        ([item(NOODLES, 10, portion=SMALL)], [("", 11)], {SMALL: 11}),
    ],
)
def test_what_a_dish_costs_in_each_size(
    before: list[Item], rows: list[tuple[str, int]], after: dict[str, int]
) -> None:
    """And the same menu once more changes nothing, and stands as sold."""
    told = [row("酸辣粉", price, size) for size, price in rows]
    [dish] = sold(before, *told)
    assert sizes(dish) == after
    assert dish.price.fen == min(after.values())
    assert sold([dish], *told) == [dish]
    assert {one.standing for one in beside_menu([dish], told)} == {MenuStanding.SAME}


def test_a_size_that_a_stall_sells_keeps_its_id_its_stock_and_its_other_groups() -> None:
    """Known by either of its names; others of the group cost what they did."""
    known = group("size", choice("small"), choice("large", 300, "bowls"))
    ways = group("way", choice("mild"), choice("hot"))
    before = item(NOODLES, 1200, known, ways)
    [after] = sold([before], row("Noodles", 1000, "large"), row("Noodles", 2000, "特大"))
    small, large, huge = after.groups[0].choices
    assert (after.price.fen, small.more.fen, large.more.fen, huge.more.fen) == (1000, 200, 0, 1000)
    assert (large.id, large.stock, small.id) == ("large", "bowls", "small")
    assert after.groups[1] == ways
    assert (after.packing, after.name) == (before.packing, before.name)


def test_a_price_without_a_size_moves_all_sizes() -> None:
    """It is that of the dish, to which sizes add."""
    before = item(NOODLES, 1200, group("size", choice("small"), choice("large", 300)))
    [after] = sold([before], row("酸辣粉", 1300))
    assert sizes(after) == {"small": 1300, "large": 1600}


def test_a_category_is_kept_and_one_in_two_languages_stays() -> None:
    """Where a menu says it in either; another one is taken; none takes nothing away."""
    both = Name("粉面", "Noodles")
    before = item(NOODLES, 1200, category=both)
    for told, after in (("粉面", both), ("", both), ("主食", Name("主食", "主食"))):
        [dish] = sold([before], row("酸辣粉", 1200, category=told))
        assert dish.category == after
    beside = beside_menu([before], [row("酸辣粉", 1200, category="主食")])
    assert beside[0].standing is MenuStanding.OTHER_CATEGORY


def test_how_a_row_stands_to_the_menu() -> None:
    """New, another price with the one it has, a size that there is not yet."""
    known = item(NOODLES, 1200, group("size", choice("小份"), choice("大份", 300)))
    rows = [row("面", 1), row("Noodles", 1500, LARGE), row("酸辣粉", 1600, LARGE),
            row("酸辣粉", 1700, "特大"), row("酸辣粉", 1300)]  # fmt: skip
    found = [(one.standing, one.now and one.now.fen) for one in beside_menu([known], rows[:4])]
    assert found == [
        (MenuStanding.NEW, None), (MenuStanding.SAME, 1500), (MenuStanding.OTHER_PRICE, 1500),
        (MenuStanding.NEW_SIZE, None),
    ]  # fmt: skip
    [alone] = beside_menu([known], rows[4:])
    assert (alone.standing, alone.now) == (MenuStanding.OTHER_PRICE, known.price)


def test_a_size_that_is_sold_as_a_dish_of_its_own_stays_one() -> None:
    """Its size stands in brackets behind its name."""
    apart = item(Name("酸辣粉（大份）", "Noodles (large)"), 1500)
    after = sold([apart], row("酸辣粉", 1600, LARGE), row("酸辣粉", 1200, SMALL))
    assert {one.name.zh: one.price.fen for one in after} == {"酸辣粉（大份）": 1600, "酸辣粉": 1200}


def test_a_size_with_two_prices_is_refused() -> None:
    """By the name of its dish."""
    told = dishes_brought([], [row("酸辣粉", 1, SMALL), row("酸辣粉", 2, SMALL)])
    assert told == Refused(Invalid("酸辣粉", "twice"))


ROWS = st.lists(
    st.builds(
        row, st.sampled_from("甲乙"), st.integers(1, 99), st.sampled_from(["", SMALL, LARGE, "中份"])
    ),
    min_size=1, max_size=8, unique_by=lambda one: (one.name, one.size),
)  # fmt: skip


@given(ROWS, ROWS)
def test_any_menu_is_sold_at_its_prices_and_twice_changes_nothing(
    first: list[BroughtRow], second: list[BroughtRow]
) -> None:
    """After whatever was sold before; a size that is told costs what is told, to the fen."""
    after = sold(sold([], *first), *second)
    prices = {one.name.zh: sizes(one) for one in after}
    for one in second:
        of_dish = prices[one.name.zh]
        if one.size:
            assert of_dish[one.size.zh] == one.price.fen
        else:
            assert one.price.fen in (of_dish.get(REGULAR.zh), min(of_dish.values()))
    assert sold(after, *second) == after
