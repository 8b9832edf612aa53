"""The forecast, against what can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.programmes.programmes import TODAY, programme, student
from yeshi.base.money import Money
from yeshi.programmes.donor import Pledge
from yeshi.programmes.forecast import Chances, Forecast, Standing, forecast, full_weeks
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Student

SURE = Chances(goes_on=1.0, kept=1.0, draws=500)


def outlook(
    said: Programme, chances: Chances = SURE, balance_fen: int = 0,
    students: tuple[Student, ...] = (), pledges: tuple[Pledge, ...] = (),
    by_trade: tuple[int, ...] = (), selected: int = 0, proposed_fen: int = 0,
) -> Forecast:  # fmt: skip
    """The forecast from such a standing."""
    return forecast(
        said, standing(balance_fen, students, pledges, by_trade, selected, proposed_fen), chances
    )


def standing(
    balance_fen: int = 0, students: tuple[Student, ...] = (), pledges: tuple[Pledge, ...] = (),
    by_trade: tuple[int, ...] = (), selected: int = 0, proposed_fen: int = 0,
) -> Standing:  # fmt: skip
    """Where the programme stands."""
    return Standing(
        today=TODAY,
        balance_fen=balance_fen,
        students=students,
        pledges=pledges,
        by_trade=by_trade,
        selected=selected,
        proposed_fen=proposed_fen,
    )


def pledge(fen: int, day: date, given: int = 0) -> Pledge:
    """A promise."""
    return Pledge(
        id="pl",
        programme="p",
        donor="d",
        amount=Money(fen, "CNY"),
        due_on=day,
        given=Money(given, "CNY"),
    )


def test_without_chance_it_is_a_sum() -> None:
    """Two students now, 100 yuan this year and 50 in the next; a fund of 250."""
    said = outlook(programme(places=2), balance_fen=25_000, selected=0)
    first, second = said.years
    assert (first.year, first.due_fen, first.paid) == (2026, 20_000, 1.0)
    assert (second.due_fen, second.balance_fen, second.paid) == (10_000, 0.0, 0.0)
    enough = outlook(programme(places=2), balance_fen=30_000)
    assert [one.paid for one in enough.years] == [1.0, 1.0]


def test_students_under_way_owe_only_what_is_left() -> None:
    """Who reached two milestones has one to come; who left has none."""
    from yeshi.programmes.student import Reached

    way = tuple(Reached(milestone, TODAY, "f", "x") for milestone in ("enrolled", "told"))
    far, gone = replace(student("a"), reached=way), replace(student("b"), left_on=TODAY)
    said = outlook(programme(places=2), students=(far, gone), selected=2, balance_fen=5_000)
    assert sum(one.due_fen for one in said.years) == 5_000
    assert said.years[-1].paid == 1.0


def test_what_cannot_be_paid_is_owed_the_next_year() -> None:
    """A pledge of the next year pays both years' stipends, if it is kept."""
    promised = (pledge(15_000, date(2027, 3, 1)),)
    said = outlook(programme(places=1), pledges=promised)
    assert [one.paid for one in said.years] == [0.0, 1.0]
    half = outlook(programme(places=1), Chances(1.0, 0.5, 4000), pledges=promised)
    assert half.years[1].paid == pytest.approx(0.5, abs=0.05)
    assert half.years[1].paid_low < 0.5 < half.years[1].paid_high


def test_a_late_pledge_is_hoped_for_this_year_and_what_came_is_not_counted_again() -> None:
    """Only what is left of it."""
    said = outlook(programme(0), pledges=(pledge(900, date(2020, 1, 1), given=300),))
    assert said.years[0].income_fen == 600


def test_each_step_is_taken_by_chance() -> None:
    """Of many, so many go on: 0.9 to the first, 0.9² · 0.9 to the third."""
    many = outlook(programme(places=1000), Chances(0.9, 1.0, 400), balance_fen=10**12)
    assert many.years[0].due_fen == pytest.approx(0.9 * 1000 * 10_000, rel=0.01)
    assert many.years[1].due_fen == pytest.approx(0.9**3 * 1000 * 5_000, rel=0.01)


def test_trade_is_counted_from_four_full_weeks_on() -> None:
    """Three weeks say too little."""
    assert not outlook(programme(0), by_trade=(100, 100, 100)).counts_trade
    said = outlook(programme(0), by_trade=(100,) * 4)
    assert said.counts_trade
    # Five weeks of this year are left, and fifty-two of the next.
    assert [one.income_fen for one in said.years] == [500, 5200]


def test_weeks_that_are_not_whole_do_not_count() -> None:
    """Neither the first, which began midway, nor this one; a week without a gift counts as 0."""
    monday = TODAY - timedelta(TODAY.weekday())
    given = {monday - timedelta(weeks=n): n for n in (0, 1, 3, 5)}
    assert full_weeks(given, TODAY) == [0, 3, 0, 1]
    assert full_weeks({}, TODAY) == full_weeks({monday: 5}, TODAY) == []


def test_the_same_seed_gives_the_same_forecast() -> None:
    """So that a page says the same twice."""
    chances = Chances(draws=300)
    assert outlook(programme(5), chances, 40_000) == outlook(programme(5), chances, 40_000)
