"""A target's sentence is of its figure, and its light of the way to its goal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import SmallCity
from tests.flow.accords.test_coordinating import A
from yeshi.accords.targets import measure
from yeshi.base.light import Light
from yeshi.base.refused import Refused
from yeshi.events.accords import TargetMeasured
from yeshi.events.record import Recorded
from yeshi.flow.accords import agreements
from yeshi.flow.accords.agreements import AccordView
from yeshi.web.accords.telling import told_of_target, values_of
from yeshi.web.frame.figures import FigureDesk


@pytest.fixture(scope="module")
def view() -> AccordView:
    """The accord as anybody may see it."""
    city = SmallCity().settle_in()
    found = agreements.accord(city.engine, A, FigureDesk(city.engine).facts())
    assert not isinstance(found, Refused)
    return found


def half_way(view: AccordView, *values: tuple[int, float]) -> AccordView:
    """Half of the time has gone since the first was measured; `values`: days ago, and what."""
    target = view.measured[0].target
    days = (target.due_on - view.today).days
    happened = [
        Recorded(
            seq, view.at, view.today - timedelta(days=ago),
            TargetMeasured(accord=A, target=target.id, figure=target.figure, value=value, why="",
                           day=view.today - timedelta(days=ago)),
        )
        for seq, (ago, value) in enumerate([(days, 0.0), *values])
    ]  # fmt: skip
    return replace(view, history=tuple(happened))


@pytest.mark.parametrize(
    ("value", "light"),
    [(0.45, Light.GOOD), (0.9, Light.GOOD), (0.44, Light.FAIR), (0.361, Light.FAIR),
     (0.35, Light.POOR)],
)  # fmt: skip
def test_half_way_in_time_half_of_the_way_is_due(
    view: AccordView, value: float, light: Light
) -> None:
    """From nothing to nine in ten: 45 percent is green, a tenth of the way behind amber."""
    found = half_way(view)
    told = told_of_target(found, measure(view.measured[0].target, value), "en")
    assert told.light is light
    assert "(45.0 %)" in told.rule


def test_it_is_compared_with_a_month_before(view: AccordView) -> None:
    """Not with yesterday; and its line goes up to now."""
    found = half_way(view, (30, 0.4), (1, 0.6))
    told = told_of_target(found, measure(view.measured[0].target, 0.5), "en")
    day: date = view.today - timedelta(days=30)
    assert told.compared.startswith(f"On {day} it was 40.0 %; this is 10 points more.")
    assert told.line[-3:] == (0.4, 0.6, 0.5)
    assert told.sentence.endswith(": 50.0 %.")


def test_what_was_not_measured_has_no_light(view: AccordView) -> None:
    """And says why; what is measured for the first time says so."""
    told = told_of_target(view, measure(view.measured[0].target, None, "no_trade"), "en")
    assert told.light is None
    assert "not measured" in told.sentence
    assert "there was no trade" in told.sentence
    assert told.compared.startswith("The way goes from")
    first = told_of_target(view, measure(view.measured[0].target, 0.2), "en")
    assert first.compared.startswith("Measured for the first time.")


def test_today_is_not_before_today(view: AccordView) -> None:
    """What was measured at the end of a day is told once."""
    found = half_way(view, (0, 0.3))
    assert [value for _, value in values_of(found, view.measured[0].target.id)] == [0.0]
