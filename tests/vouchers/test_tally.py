"""What was used is counted by day and in all, and what came back counts no more."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yeshi.vouchers.tally import of_all, of_customer

DAY = date(2026, 11, 24)
USES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 10_000), st.booleans()), max_size=30)


def test_a_day_begins_with_nothing() -> None:
    """What was used before stays in the sum."""
    tally = of_customer("v", "c").used(DAY, 800).used(DAY, 300)
    assert (tally.times, tally.times_on(DAY), tally.fen_on(DAY)) == (2, 2, 1100)
    after = tally.used(DAY + timedelta(days=1), 500)
    assert (after.times, after.day_times, after.day_fen) == (3, 1, 500)
    assert (after.times_on(DAY), after.fen_on(DAY)) == (0, 0)


def test_a_part_that_came_back_frees_its_money_and_a_whole_order_its_time() -> None:
    """On that day; of a day that is over the order alone counts no more."""
    tally = of_all("v").used(DAY, 800)
    part = tally.given_back(DAY, 300, whole=False)
    assert (part.times, part.day_times, part.day_fen) == (1, 1, 500)
    whole = part.given_back(DAY, 500, whole=True)
    assert (whole.times, whole.day_times, whole.day_fen) == (0, 0, 0)
    late = tally.used(DAY + timedelta(days=1), 700).given_back(DAY, 800, whole=True)
    assert (late.times, late.day_times, late.day_fen) == (1, 1, 700)


def test_each_is_named_after_whose_it_is() -> None:
    """So that there is one of each."""
    assert of_all("v").id != of_customer("v", "c").id
    assert of_customer("v", "c").customer == "c"


@given(USES)
def test_it_is_never_below_nothing(uses: list[tuple[int, int, bool]]) -> None:
    """Whatever is used, in the order of days, and given back by whole orders."""
    tally, open_ = of_all("v"), []
    for later, fen, gives_back in uses:
        day = DAY + timedelta(days=later)
        day = max(day, tally.day or day)
        tally = tally.used(day, fen)
        open_.append((day, fen))
        if gives_back:
            tally = tally.given_back(*open_.pop(0), whole=True)
        assert tally.holds
        assert tally.times == len(open_)
        assert tally.fen_on(day) == sum(one for on, one in open_ if on == day)
