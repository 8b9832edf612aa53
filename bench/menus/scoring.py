"""How much of a menu was read right, and whether what was wrong was marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.menus.papers import Row
from yeshi.menus.rows import MenuRow, money_of

# What is told of a row; a size that is not told is "".
Told = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """Rows of the truth, those that were read right, and the wrong ones that were read.

    `marked`: wrong rows with a doubtful cell. `unread`: rows of the truth beyond all that was read.
    """

    rows: int
    right: int
    category: int
    wrong: int
    marked: int
    unread: int
    marked_right: int


def score(truth: Sequence[Row], read: Sequence[MenuRow]) -> Score:
    """The score of one photo: right is a row with name, size and price as they are."""
    wanted = Counter((row.name, row.size, row.fen) for row in truth)
    categories = {(row.name, row.size, row.fen): row.category for row in truth}
    right = category = wrong = marked = marked_right = 0
    for row in read:
        told = _told(row)
        if wanted[told] > 0:
            wanted[told] -= 1
            right += 1
            category += row.category.text == categories[told]
            marked_right += bool(row.doubts)
        else:
            wrong += 1
            marked += bool(row.doubts)
    unread = max(0, len(truth) - len(read))
    return Score(len(truth), right, category, wrong, marked, unread, marked_right)


def _told(row: MenuRow) -> Told:
    price = money_of(row.price.text, "CNY")
    return row.name.text, row.size.text, price.fen if price else 0
