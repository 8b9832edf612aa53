"""A programme's sentences are of its books, its plan and its forecast."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity
from tests.flow.programmes.test_granting import P
from yeshi.base.light import Light
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.programmes import accounting
from yeshi.flow.programmes.accounting import PlanLine, ProgrammeView
from yeshi.programmes.forecast import Forecast, forecast
from yeshi.programmes.public_account import YearSum
from yeshi.web.frame.telling import ToldFigure
from yeshi.web.programmes.telling import told_of_programme

YEAR = 2026


def yuan(amount: int) -> Money:
    """So many."""
    return Money(amount * 100, "CNY")


@pytest.fixture(scope="module")
def found() -> tuple[ProgrammeView, Forecast]:
    """A programme and its forecast."""
    city = SmallCity().settle_in()
    view = accounting.programme(city.engine, P)
    stands = accounting.standing(city.engine, P)
    assert not isinstance(view, Refused)
    assert not isinstance(stands, Refused)
    return view, forecast(*stands)


def told(
    found: tuple[ProgrammeView, Forecast], came: int = 50, went: int = 20, paid: float = 1.0,
    selected: int = 10, language: str = "en",
) -> dict[str, ToldFigure]:  # fmt: skip
    """The sentences where 100 came and 40 went the year before."""
    view, outlook = found
    sums = [YearSum(YEAR - 1, "donation", yuan(100), yuan(0)),
            YearSum(YEAR - 1, "stipend", yuan(0), yuan(40)),
            YearSum(YEAR, "donation", yuan(came), yuan(went))]  # fmt: skip
    plan = [
        PlanLine(YEAR - 1, 10, 9, yuan(0), yuan(0)),
        PlanLine(YEAR, 10, selected, yuan(0), yuan(0)),
    ]
    years = [replace(one, paid=paid) for one in outlook.years]
    known = replace(view, sums=tuple(sums), plan=tuple(plan), balance=yuan(60 + came - went))
    said = told_of_programme(known, replace(outlook, years=tuple(years)), YEAR, language)
    return {one.id: one for one in said}


def test_the_fund_is_told_with_last_years(found: tuple[ProgrammeView, Forecast]) -> None:
    """By the books; the line ends with what is there."""
    fund = told(found)["fund"]
    assert fund.sentence.startswith("¥90.00 is in the fund.")
    assert fund.compared == "At the end of 2025 it was ¥60.00."
    assert fund.line == (60.0, 90.0)


@pytest.mark.parametrize(
    ("paid", "light"), [(0.95, Light.GOOD), (0.94, Light.FAIR), (0.79, Light.POOR)]
)
def test_a_fund_that_may_not_last_is_not_green(
    found: tuple[ProgrammeView, Forecast], paid: float, light: Light
) -> None:
    """By the share of the futures in which all can be paid."""
    assert told(found, paid=paid)["fund"].light is light


@pytest.mark.parametrize(
    ("came", "went", "light"),
    [(50, 50, Light.GOOD), (50, 70, Light.FAIR), (0, 31, Light.POOR)],
)
def test_more_out_than_in_is_not_green(
    found: tuple[ProgrammeView, Forecast], came: int, went: int, light: Light
) -> None:
    """Red where the fund does not bear as much once more."""
    flow = told(found, came=came, went=went)["flow"]
    assert flow.light is light
    assert flow.compared == "In the whole of 2025 it was ¥100.00 and ¥40.00."


def test_places_are_judged_once_there_are_enough(found: tuple[ProgrammeView, Forecast]) -> None:
    """A year under way has no light before."""
    assert told(found, selected=9)["places"].light is Light.GOOD
    under_way = told(found, selected=3)["places"]
    assert under_way.light is None
    assert under_way.sentence == "3 of the 10 places of 2026 are given."
    assert under_way.compared == "In 2025 it was 9 of 10."


def test_a_first_year_has_nothing_to_compare_with(found: tuple[ProgrammeView, Forecast]) -> None:
    """And says so, in the reader's language."""
    view, outlook = found
    young = replace(view, sums=(), plan=(), balance=yuan(0))
    said = told_of_programme(young, outlook, YEAR, "zh")
    assert {one.compared for one in said} == {"还没有上一年可比。"}
