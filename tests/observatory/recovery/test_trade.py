"""What businesses took by week, from panels and from the platform's own record."""

from __future__ import annotations

from datetime import date

import numpy as np

from yeshi.observatory.recovery.trade import NEVER, WEEK, Takings, weekly

MONDAY = date(2026, 11, 2)


def taking(business: str, week: int, took: float, **more: object) -> Takings:
    """What a business took in the week of that number."""
    known = {"sector": "", "district": "", "online": None, **more}
    return Takings(business=business, week=MONDAY + week * WEEK, trade=took, **known)  # type: ignore[arg-type]


def test_the_platforms_own_record_counts_where_a_panel_tells_of_the_same_week() -> None:
    """Rows of a panel in one week add up; the week under way is no full week."""
    told = [taking("a", 0, 10.0, online=MONDAY + 2 * WEEK), taking("a", 0, 5.0),
            taking("a", 1, 7.0, sector="told"), taking("b", 2, 3.0)]  # fmt: skip
    ours = [taking("a", 1, 9.0, sector="ours", online=MONDAY + WEEK), taking("a", 3, 99.0)]
    found = weekly(told, ours, MONDAY + 3 * WEEK)
    assert found is not None
    assert found.periods == (MONDAY, MONDAY + WEEK, MONDAY + 2 * WEEK)
    assert found.values.tolist() == [[15.0, 9.0, 0.0], [0.0, 0.0, 3.0]]
    assert found.online.tolist() == [1, NEVER]
    assert found.groups["sector"][1] == "other"


def test_after_the_panels_end_the_platforms_own_go_on() -> None:
    """Nothing is told of the others then, and all of those who are on the platform, sales or not."""
    told = [taking("a", 0, 10.0), taking("b", 0, 5.0), taking("c", 0, 1.0)]
    ours = [taking("a", 1, 9.0), taking("c", 2, 2.0, online=MONDAY + 2 * WEEK)]
    found = weekly(told, ours, MONDAY + 3 * WEEK)
    assert found is not None
    assert len(found.periods) == 3
    np.testing.assert_equal(found.values, [[10, 9, 0], [5, np.nan, np.nan], [1, 0, 2]])
    whole = found.while_all_are_told()
    assert (len(whole.periods), whole.values.tolist()) == (1, [[10.0], [5.0], [1.0]])
    assert (found.online.tolist(), whole.online.tolist()) == ([NEVER, NEVER, 2], [NEVER] * 3)


def test_without_a_full_week_there_is_no_trade() -> None:
    """None of any length."""
    assert weekly([], [taking("a", 0, 1.0)], MONDAY) is None
    assert weekly([], [], MONDAY) is None
