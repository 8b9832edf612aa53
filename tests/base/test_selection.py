"""A dish with its choices is read as it is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from yeshi.base.selection import Selection, choice_at, selection_of

IDS = some.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)


@given(IDS, some.lists(some.tuples(some.integers(0, 12), IDS)))
def test_what_is_written_is_read(item: str, picked: list[tuple[int, str]]) -> None:
    """Choices of a set's dishes with the number of the dish."""
    one = Selection(item, tuple(choice_at(part, id_) for part, id_ in picked))
    assert selection_of(one.written) == one


def test_a_dish_alone_is_its_id() -> None:
    """As most are."""
    assert Selection("it-4").written == "it-4"
    assert Selection("it-4", ("large", choice_at(2, "egg"))).written == "it-4+large+2.egg"
