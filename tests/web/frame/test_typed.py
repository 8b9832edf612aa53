"""A long form is read field by field, and rows that tell nothing are none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.web.frame.typed import ROWS_MAX, TypedForm, row_numbers, with_one_more


def typed(**said: str) -> TypedForm:
    """What is read of those fields."""
    return TypedForm(said, "CNY")


@pytest.mark.parametrize(
    ("read", "said", "right"),
    [
        (lambda t: t.text("a", 3), " abc ", "abc"),
        (lambda t: t.amount("a"), "¥1,200.50", Money(120_050, "CNY")),
        (lambda t: t.amount("a"), "", Money(0, "CNY")),
        (lambda t: t.number("a", 1, 100), "100", 100),
        (lambda t: t.day("a"), "2026-11-27", date(2026, 11, 27)),
        (lambda t: t.one_of("a", ("x", "y")), "y", "y"),
        (lambda t: t.ticked("a"), "true", True),
    ],
)
def test_what_fits(read: Any, said: str, right: Any) -> None:
    """Is read, and nothing is at fault."""
    form = typed(a=said)
    assert (read(form), form.faults) == (right, {})


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda t: t.text("a", 3), "abcd"),
        (lambda t: t.text("a", 3), "  "),
        (lambda t: t.amount("a"), "a lot"),
        (lambda t: t.amount("a"), "-1"),
        (lambda t: t.number("a", 1, 100), "0"),
        (lambda t: t.number("a", 1, 100), "²"),
        (lambda t: t.number("a", 1, 100), "9" * 5000),
        (lambda t: t.day("a"), "2026-13-01"),
        (lambda t: t.day("a"), "1066-10-14"),
        (lambda t: t.one_of("a", ("x", "y")), "z"),
    ],
)
def test_what_does_not(read: Any, said: str) -> None:
    """Is told by its field."""
    form = typed(a=said)
    read(form)
    assert list(form.faults) == ["a"]


def test_names_in_one_language_or_both() -> None:
    """One will do; where neither is there it is told once."""
    assert typed(n_zh="甲").name("n") == Name("甲", "甲")
    none, long = typed(), typed(n_zh="甲", n_en="x" * 61)
    none.name("n")
    long.name("n")
    assert (list(none.faults), list(long.faults)) == (["n_zh"], ["n_en"])


def test_rows() -> None:
    """By their numbers; one more is empty, and there is an end to them."""
    said = {
        "p-0-id": "a",
        "p-0-x": "1",
        "p-7-x": " ",
        "q-1-x": "1",
        "p-100-x": "1",
        "p-2-id": "A b",
    }
    form = TypedForm(said, "CNY")
    assert (form.rows("p", "x"), form.id_of("p-0-"), form.id_of("p-2-")) == (["p-0-"], "a", "")
    assert row_numbers(with_one_more(said, "p"), "p") == [0, 2, 7, 8]
    full = {f"p-{number}-x": "" for number in range(ROWS_MAX)}
    assert with_one_more(full, "p") == full
    assert row_numbers(with_one_more({"p-99-x": "1"}, "p"), "p") == [0, 99]


def test_what_is_none_of_those_there_are_is_nothing() -> None:
    """So that whoever takes what is usual instead does not meet a word that nothing has."""
    assert typed(a="z").one_of("a", ("x", "y")) == ""
