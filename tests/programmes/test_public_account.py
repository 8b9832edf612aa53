"""People are counted, and small groups are not told apart."""

from __future__ import annotations

import pytest

from tests.programmes.programmes import application, programme, student
from yeshi.programmes.application import ApplicationState
from yeshi.programmes.public_account import count_people


@pytest.mark.parametrize(
    ("women", "men", "shown"), [(10, 10, 0.5), (9, 11, None), (11, 9, None), (30, 0, None)]
)
def test_shares_are_shown_for_groups_of_ten(women: int, men: int, shown: float | None) -> None:
    """Of those who chose to say; both groups count."""
    people = [student(f"w{n}", woman=True) for n in range(women)]
    people += [student(f"m{n}", woman=False) for n in range(men)]
    people += [student(f"u{n}") for n in range(7)]
    counted = count_people(programme(), [], people)
    assert counted.women == shown
    assert counted.said == women + men


def test_who_withdrew_did_not_apply() -> None:
    """And only those who agreed are named."""
    gone = application("g", None, ApplicationState.WITHDRAWN)
    counted = count_people(programme(), [application("a"), gone], [student("x", named=True)])
    assert (counted.applied, counted.selected) == (1, 1)
    assert [one.id for one in counted.named] == ["x"]
