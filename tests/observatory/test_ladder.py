"""The ladder of digital use is dated from what was done."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.names import Name
from yeshi.observatory.ladder import (
    Climb,
    month_ends,
    rung_counts,
    with_what_came_before,
)

DAY = date(2026, 3, 10)
ONE = timedelta(days=1)


def climb(*since: date | None, sector: str = "noodles", is_service: bool = False) -> Climb:
    """Somebody on those rungs since those days."""
    rungs = 4 if is_service else 5
    days = (*since, *(None,) * (rungs - len(since)))
    return Climb(
        id="x",
        name=Name("x", "x"),
        sector=sector,
        district="east",
        since=days,
        is_service=is_service,
    )


@given(
    st.lists(st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=5, max_size=5), max_size=8)
)
def test_shares_are_of_those_who_were_listed_by_then(days: list[list[int | None]]) -> None:
    """Never more than all, and never falling from day to day for the same people."""
    people = [
        climb(*(None if n is None else DAY + n * ONE for n in one)) for one in days
    ]  # fmt: skip
    counts: dict[str, int] = {}
    for one in rung_counts(people, [DAY + n * ONE for n in (0, 10, 20, 30)], "city"):
        assert 0 <= one.count <= one.of <= len(people)
        assert one.count >= counts.get(one.rung, 0)
        counts[one.rung] = one.count


def test_services_have_rungs_of_their_own() -> None:
    """And do not count among the businesses."""
    people = [climb(DAY, DAY), climb(DAY, DAY, is_service=True), climb(DAY)]
    told = {(one.rung, one.count, one.of) for one in rung_counts(people, [DAY], "sector")}
    assert ("ordering", 1, 2) in told
    assert ("applied", 1, 1) in told


def test_months_end_on_their_last_day_and_today() -> None:
    """From the first to the one under way."""
    assert month_ends(date(2025, 12, 30), date(2026, 2, 10)) == [
        date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 10)
    ]  # fmt: skip
    assert month_ends(date(2026, 2, 28), date(2026, 2, 28)) == [date(2026, 2, 28)]


def test_a_panel_tells_what_came_before_the_platform() -> None:
    """Rung by rung the earlier day; what neither tells of is not reached."""
    early, late = date(2024, 1, 1), date(2026, 1, 1)
    assert with_what_came_before([late, late, None, None], [early, None, late, None]) == (
        early, late, late, None,
    )  # fmt: skip
