"""Choices are read from lines as a stall types them."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity
from tests.market.dishes import choice, counted
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.menus import Stall
from yeshi.web.stall.choice_lines import (
    ChoiceLineUnread,
    NoSuchStock,
    choices_read,
    choices_written,
)


@pytest.fixture(scope="module")
def stall() -> Stall:
    """Stall a, which counts tofu."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        work.stocks.add(counted("tofu", 3))
    found = menus.stall(city.engine, "a")
    assert not isinstance(found, Refused)
    return found


@pytest.mark.parametrize(
    ("line", "name", "fen", "stock"),
    [
        ("大份", Name("大份", "大份"), 0, None), ("大份 +3", Name("大份", "大份"), 300, None),
        ("大份＋3.5", Name("大份", "大份"), 350, None), ("Less -1", Name("Less", "Less"), -100, None),
        ("大份 / Large +¥3", Name("大份", "Large"), 300, None),
        ("加豆腐 +2 @tofu", Name("加豆腐", "加豆腐"), 200, "tofu"),
        ("tofu @ tofu", Name("tofu", "tofu"), 0, "tofu"),
        ("semi-dry", Name("semi-dry", "semi-dry"), 0, None),
    ],
)  # fmt: skip
def test_a_line(stall: Stall, line: str, name: Name, fen: int, stock: str | None) -> None:
    """A name in one language or two, what it adds, and of which stock it is."""
    read = choices_read(line, "CNY", stall, {}, set())
    assert not isinstance(read, Refused)
    (one,) = read
    assert (one.name, one.more.fen, one.stock) == (name, fen, stock)
    again = choices_read(choices_written(read, stall), "CNY", stall, {name: one.id}, set())
    assert again == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Invalid("choices", "1…30")), ("a\n" * 31, Invalid("choices", "1…30")),
        ("a\n+3", ChoiceLineUnread(2, "+3")), ("x" * 61, ChoiceLineUnread(1, "x" * 61)),
        ("a +3.555", ChoiceLineUnread(1, "a +3.555")), ("a @salt", NoSuchStock(1, "salt")),
    ],
)  # fmt: skip
def test_what_is_no_line(stall: Stall, text: str, reason: Reason) -> None:
    """Which, and as it was written."""
    assert choices_read(text, "CNY", stall, {}, set()) == Refused(reason)


def test_two_of_one_name_have_two_ids(stall: Stall) -> None:
    """And what is known keeps its own."""
    read = choices_read("Egg\nEgg +1", "CNY", stall, {}, set())
    assert not isinstance(read, Refused)
    assert [one.id for one in read] == ["egg", "egg-2"]
    assert choice("egg").id == "egg"
