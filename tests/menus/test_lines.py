"""Lines of a paper: names with the prices beside them, heads of sizes, two columns in a line."""

from __future__ import annotations

from tests.menus.papers import seen, text
from yeshi.menus.lines import segments_of, usual_pitch
from yeshi.menus.straight import straighten


def segments(*texts: tuple[str, float, float]) -> list[tuple[str, list[str], list[str]]]:
    """Name, prices and size heads of each segment of these texts (says, x, y)."""
    found = segments_of(straighten(seen([text(says, x, y, 36) for says, x, y in texts])))
    return [
        (one.name, [tag.priced.amount for tag in one.tags], [head.size for head in one.heads])
        for one in found
    ]


def test_a_line_of_two_columns_has_two_segments() -> None:
    """A name after a price begins another one."""
    assert segments(
        ("酸辣粉", 80, 300), ("12", 450, 302), ("烤鸡翅", 640, 299), ("¥9", 1000, 301)
    ) == [("酸辣粉", ["12"], []), ("烤鸡翅", ["9"], [])]


def test_parts_of_a_name_that_touch_are_one() -> None:
    """And those that are far apart are two."""
    assert segments(("酸辣", 80, 300), ("牛肉粉", 160, 300), ("12元", 700, 300)) == [
        ("酸辣牛肉粉", ["12"], [])
    ]
    assert [name for name, *_ in segments(("粉面", 80, 300), ("烧烤", 640, 300))] == [
        "粉面",
        "烧烤",
    ]


def test_sizes_above_prices_are_heads() -> None:
    """Beside a category, or alone."""
    assert segments(("粉面", 80, 300), ("小份", 700, 300), ("大份", 900, 300)) == [
        ("粉面", [], ["小份", "大份"])
    ]


def test_the_usual_pitch_is_that_of_most_lines() -> None:
    """In the lengths of straight paper."""
    texts = [text("酸辣牛肉粉", 80, y, 36) for y in (100, 180, 260, 340, 600)]
    assert 0.095 < usual_pitch(segments_of(straighten(seen(texts)))) < 0.105
