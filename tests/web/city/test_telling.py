"""The sentences of a day say what its figures are, and judge by what was before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import SmallCity
from yeshi.base.light import Light
from yeshi.base.money import Money
from yeshi.flow.city.observing import Figures
from yeshi.observatory.door import ClickToDoor
from yeshi.observatory.employment import Employment
from yeshi.web.city.telling import DayTold, full_hours
from yeshi.web.frame.figures import FigureDesk
from yeshi.web.frame.telling import ToldFigure


@pytest.fixture(scope="module")
def city() -> SmallCity:
    """A city whose terms and figures are taken."""
    return SmallCity().settle_in()


@pytest.fixture(scope="module")
def figures(city: SmallCity) -> Figures:
    """Those of a day that is over: 100 orders, 1,000 yuan, 24 minutes, a tenth late."""
    found = FigureDesk(city.engine).figures()
    return replace(
        found, at=found.at + timedelta(days=2), orders=100, delivered=90, late=9,
        click_to_door=ClickToDoor(1300, 1200, 1440), trade=Money(100_000, "CNY"),
        night_share=0.8, employment=Employment(4, 20.0, 50_000, 2500.0),
        orders_by_hour=((20, 60), (21, 40)),
    )  # fmt: skip


def before(day: date, **told: Any) -> list[dict[str, Any]]:
    """Three days that were alike."""
    usual = {"orders": 100, "sold": 1000.0, "p90_min": 24.0, "late_share": 0.05,
             "night_share": 0.8, "ordering": 0, "hours": 10.0, "pay": 250.0}  # fmt: skip
    return [
        {"day": (day - timedelta(days=back)).isoformat(), **usual, **told} for back in (3, 2, 1)
    ]


def told(
    city: SmallCity, figures: Figures, language: str = "en", hours: Any = (), **days: Any
) -> dict[str, ToldFigure]:
    """The sentences by what they are about."""
    rows = before(figures.day, **days)
    found = DayTold(figures, (rows, hours), city.engine.terms, language).told()
    return {one.id: one for one in found}


def test_a_usual_day_is_green(city: SmallCity, figures: Figures) -> None:
    """Each sentence has its figure, what is usual, a line and a rule."""
    found = told(city, figures)
    assert found["orders"].sentence == "100 orders, 90 of them delivered."
    assert found["orders"].compared == "Usually 100; this is much the same."
    assert found["orders"].line == (100, 100, 100, 100)
    assert "within 24 minutes, half of them within 20" in found["waiting"].sentence
    assert found["trade"].sentence.startswith("¥1,000.00 was sold")
    assert found["work"].sentence == "4 couriers worked 20.0 hours, for ¥25.00 an hour."
    assert {one.light for one in found.values()} == {Light.GOOD}
    assert all(one.rule and one.how for one in found.values())


@pytest.mark.parametrize(
    ("about", "usual", "light"),
    [
        ("orders", {"orders": 112}, Light.FAIR),
        ("orders", {"orders": 140}, Light.POOR),
        ("waiting", {"p90_min": 20.0}, Light.FAIR),
        ("waiting", {"p90_min": 18.0}, Light.POOR),
        ("trade", {"sold": 1500.0}, Light.POOR),
        ("night", {"night_share": 0.95}, Light.FAIR),
        ("work", {"pay": 280.0}, Light.FAIR),
        ("promises", {"late_share": 0.9}, Light.GOOD),
    ],
)
def test_a_light_follows_what_is_usual(
    city: SmallCity, figures: Figures, about: str, usual: dict[str, float], light: Light
) -> None:
    """But that of promises, which is the terms' own: a tenth may be late."""
    assert told(city, figures, **usual)[about].light is light


def test_late_orders_are_judged_by_the_terms(city: SmallCity, figures: Figures) -> None:
    """Twice as many as they allow are amber, more are red; without any day before, too."""
    for late, light in ((18, Light.FAIR), (19, Light.POOR)):
        alone = DayTold(replace(figures, late=late), ([], []), city.engine.terms, "en").told()
        (promises,) = [one for one in alone if one.id == "promises"]
        assert promises.light is light
        assert promises.compared.startswith("Nothing to compare with yet")


def test_a_day_under_way_is_compared_hour_by_hour(city: SmallCity, figures: Figures) -> None:
    """Orders up to the last full hour; what grows through the day has no light before its end."""
    at = city.calendar.day_begins(figures.day) + timedelta(hours=15, minutes=30)
    under_way = replace(figures, at=at)
    hours = [
        {"day": row["day"], "hour": hour, "orders": 40} for row in before(figures.day)
        for hour in (19, 20, 21, 2)
    ]  # fmt: skip
    found = told(city, under_way, hours=hours)
    assert found["orders"].compared == "By 21:00 it was 60. Usually 80; this is 25 % less."
    assert found["orders"].light is Light.FAIR
    for grows in ("trade", "active", "work"):
        assert found[grows].light is None
        assert "No light before the day is over." in found[grows].compared
    assert found["waiting"].light is Light.GOOD


def test_the_hours_after_midnight_are_the_last_of_the_day(city: SmallCity) -> None:
    """At half past one, the hours of the evening and midnight's are over."""
    hours = city.calendar.hours
    at = city.calendar.local(city.clock.now()).replace(hour=1, minute=30)
    assert full_hours(hours, at) == frozenset(hours) - {1, 2, 3, 4, 5}
    assert full_hours(hours, at.replace(hour=hours[0])) == frozenset()


def test_two_days_are_too_few(city: SmallCity, figures: Figures) -> None:
    """Nothing is called usual by them, and there is no light."""
    rows = before(figures.day)[:2]
    (orders, *_) = DayTold(figures, (rows, []), city.engine.terms, "zh").told()
    assert orders.light is None
    assert orders.compared == "还没有可比的：至少要有此前三次。"


def test_an_empty_day_says_what_is_missing(city: SmallCity, figures: Figures) -> None:
    """In place of a dash."""
    empty = replace(
        figures, orders=0, delivered=0, late=0, click_to_door=None, night_share=None,
        employment=Employment(0, 0.0, 0, None),
    )  # fmt: skip
    found = told(city, empty)
    assert found["waiting"].sentence == "Waiting: nothing has been delivered yet."
    assert found["night"].sentence == "Night trade: nothing has been settled yet."
    assert found["work"].sentence == "No courier has worked yet."
    assert found["waiting"].light is found["work"].light is None
