"""A menu is shown by category as it was arranged; a move changes what it says and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.market.dishes import dish
from tests.records import named
from yeshi.market.arranging import MenuMove, arranged, by_category, moved, next_row
from yeshi.market.catalogue import Item

MENU = tuple(
    replace(dish(id_), menu_row=row, category=named(part) if part else None)
    for row, (id_, part) in enumerate(
        [("noodles", "Mains"), ("tea", "Drinks"), ("towel", ""), ("rice", "Mains"),
         ("beer", "Drinks"), ("soup", "Mains")], 1,
    )
)  # fmt: skip


def after(menu: Sequence[Item], ids: Sequence[str]) -> list[Item]:
    """The menu as a store gives it once it is arranged so."""
    anew = {one.id: one for one in (*menu, *arranged(menu, ids))}
    return sorted(anew.values(), key=lambda one: (one.menu_row, one.id))


def test_it_is_shown_by_category() -> None:
    """Each where its first dish is; what has none is first."""
    shown = [
        (category and category.en, [one.id for one in some]) for category, some in by_category(MENU)
    ]
    assert shown == [
        (None, ["towel"]), ("Mains", ["noodles", "rice", "soup"]), ("Drinks", ["tea", "beer"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "move", "ids"),
    [
        ("rice", MenuMove.UP, "towel rice noodles soup tea beer"),
        ("rice", MenuMove.DOWN, "towel noodles soup rice tea beer"),
        ("soup", MenuMove.FIRST, "towel soup noodles rice tea beer"),
        ("noodles", MenuMove.UP, "towel noodles rice soup tea beer"),
        ("soup", MenuMove.DOWN, "towel noodles rice soup tea beer"),
        ("beer", MenuMove.CATEGORY_UP, "towel tea beer noodles rice soup"),
        ("rice", MenuMove.CATEGORY_DOWN, "towel tea beer noodles rice soup"),
        ("rice", MenuMove.CATEGORY_UP, "towel noodles rice soup tea beer"),
        ("towel", MenuMove.CATEGORY_DOWN, "towel noodles rice soup tea beer"),
    ],
)
def test_a_dish_or_its_category_is_moved(item: str, move: MenuMove, ids: str) -> None:
    """Among those of its category, or among the others; beyond an end it stays."""
    assert moved(MENU, item, move) == ids.split()
    with pytest.raises(KeyError):
        moved(MENU, "gone", move)


def test_what_is_not_named_follows() -> None:
    """As it stood; what is new stands after all."""
    assert [one.id for one in after(MENU, ["soup", "gone", "tea"])] == [
        "soup", "tea", "towel", "noodles", "rice", "beer",
    ]  # fmt: skip
    assert next_row(MENU) == 7
    assert next_row(()) == 1


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "A", "B", "C"])), max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from(list(MenuMove))), max_size=8),
)
def test_the_menu_is_what_was_moved(
    rows: list[tuple[int, str]], moves: list[tuple[int, MenuMove]]
) -> None:
    """After any moves from any rows each dish is there once, as the last move said."""
    menu = sorted(
        (
            replace(dish(f"d{number}"), menu_row=row, category=named(part) if part else None)
            for number, (row, part) in enumerate(rows)
        ),
        key=lambda one: (one.menu_row, one.id),
    )
    for number, move in moves:
        if number < len(menu):
            ids = moved(menu, f"d{number}", move)
            menu = after(menu, ids)
            assert [one.id for one in menu] == ids
            assert [one.id for _, some in by_category(menu) for one in some] == ids
            assert sorted(ids) == [f"d{at}" for at in range(len(rows))]
            assert not arranged(menu, ids)
