"""A fault is told by its way through the code, and without a word of it."""

from __future__ import annotations

from yeshi.adapters.watch.faults import FRAMES_MAX, frames_of


def fail(depth: int = 0) -> None:
    """Fail so many calls deep, for somebody."""
    if depth:
        fail(depth - 1)
    try:
        raise KeyError("somebody")
    except KeyError as fault:
        raise ValueError("somebody's door") from fault


def met(depth: int = 0) -> ValueError:
    """The fault, as it arrives."""
    try:
        fail(depth)
    except ValueError as fault:
        return fault
    raise AssertionError


def test_the_way_of_a_fault_and_of_what_it_came_of() -> None:
    """The outermost place first; each ends with its kind."""
    told = frames_of(met())
    kinds = [line for line in told if ":" not in line]
    assert kinds == ["KeyError", "ValueError"]
    assert told[-2].startswith("tests.adapters.watch.test_faults:")
    assert told[-2].endswith(" fail")
    assert told[-3].endswith(" met")
    assert "somebody" not in "".join(told)


def test_a_long_way_is_told_from_its_end() -> None:
    """A recursion fills no disk."""
    told = frames_of(met(FRAMES_MAX * 2))
    assert len(told) == FRAMES_MAX
    assert told[-1] == "ValueError"
