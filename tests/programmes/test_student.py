"""Milestones are reached in their order, on evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.programmes.programmes import TODAY, student
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.programmes.student import (
    HasLeft,
    MilestoneOutOfTurn,
    Reached,
    Student,
    confirm,
    leave,
    next_stipend,
)


def reached(milestone: str, days: int = 0, evidence: str = "register") -> Reached:
    """The milestone so many days from today."""
    return Reached(milestone, TODAY + timedelta(days), "f", evidence)


def test_the_way_to_the_school() -> None:
    """Each milestone in turn, the post with its school; then there is none left."""
    one, later = student(), TODAY + timedelta(400)
    for milestone, days, school in (("enrolled", 0, ""), ("told", 100, ""), ("post", 300, "X")):
        after = confirm(one, reached(milestone, days), school, later)
        assert isinstance(after, Student)
        one = after
    assert (one.school, next_stipend(one)) == ("X", None)
    again = confirm(one, reached("post", 300), "X", later)
    assert isinstance(again, Refused)
    assert again.reason == MilestoneOutOfTurn("post", "")


@pytest.mark.parametrize(
    ("told", "school", "reason"),
    [
        (reached("told"), "", MilestoneOutOfTurn),
        (reached("nothing"), "", Unknown),
        (reached("enrolled", -1), "", Invalid),
        (reached("enrolled", 1), "", Invalid),
        (reached("enrolled", 0, " "), "", Invalid),
        (reached("enrolled"), "x" * 121, Invalid),
    ],
)
def test_what_does_not_hold_is_refused(told: Reached, school: str, reason: type) -> None:
    """Out of turn, unknown, before selection, in the future, without evidence."""
    answer = confirm(student(), told, school, TODAY)
    assert isinstance(answer, Refused)
    assert isinstance(answer.reason, reason)


def test_who_left_reaches_nothing_more() -> None:
    """And leaves once."""
    gone = leave(student(), TODAY)
    assert isinstance(gone, Student)
    assert next_stipend(gone) is None
    for answer in (confirm(gone, reached("enrolled"), "", TODAY), leave(gone, TODAY)):
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, HasLeft)
