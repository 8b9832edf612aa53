"""Whatever is personal is in a line of the rules, and each line is told in both languages."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from yeshi.base.personal import Personal
from yeshi.base.sentences import LANGUAGES, sentences
from yeshi.fleet.courier import Position
from yeshi.flow.kept import kinds
from yeshi.flow.privacy.rules import LINES, Until


def kept_types() -> set[type]:
    """The records that are kept, and what they are made of."""
    found: set[type] = set()
    waiting: list[Any] = [*(one.kind for one in kinds()), Position]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and is_dataclass(one) and one not in found:
            found.add(one)
            waiting += get_type_hints(one).values()
    return found


def marked() -> set[str]:
    """Each field that is marked as personal, with its record."""
    return {
        f"{kind.__name__}.{field.name}"
        for kind in kept_types()
        for hints in [get_type_hints(kind, include_extras=True)]
        for field in fields(kind)
        if any(isinstance(m, Personal) for m in getattr(hints[field.name], "__metadata__", ()))
    }


def test_all_that_is_personal_is_in_one_line() -> None:
    """And no line is about what there is not."""
    said = [one for line in LINES for one in line.marked]
    assert sorted(said) == sorted(marked())


def test_a_line_says_how_long_where_the_clock_carries_it_out() -> None:
    """And nowhere else."""
    assert len({line.name for line in LINES}) == len(LINES)
    for line in LINES:
        assert (line.lasts is not None) == (line.until is Until.AFTER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_is_told(language: str) -> None:
    """What it is, and why."""
    known = sentences(language)
    for line in LINES:
        for text in (f"privacy_what.{line.name}", f"privacy_why.{line.name}"):
            assert known[text]
