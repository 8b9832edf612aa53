"""The targets of an accord in sentences: each against what it was, and by the way to its goal."""

from __future__ import annotations

from datetime import date, timedelta

from yeshi.accords.targets import Measured, expected_progress
from yeshi.base.light import Bounds
from yeshi.base.sentences import say
from yeshi.events.accords import TargetMeasured
from yeshi.flow.accords.agreements import AccordView
from yeshi.flow.city.measuring import SHARES
from yeshi.web.accords.report import in_unit, why_not
from yeshi.web.frame.telling import LINE_OF, ToldFigure, difference

# A value is compared with the last that is at least so old; where there is none, with the first.
BACK = timedelta(days=28)
# How far behind its way a target may be, as a share of the whole way.
BEHIND = 0.1


def told_of_target(view: AccordView, measured: Measured, language: str) -> ToldFigure:
    """A target's sentence; its light says whether it is where the straight way would have it."""
    target = measured.target
    before = values_of(view, target.id)
    begun = min((day for day, _ in before), default=view.today)
    ahead = expected_progress(target, begun, view.today)
    light = None
    if measured.value is not None:
        light = Bounds(ahead, ahead - BEHIND).light(measured.progress)
    scope = view.measured_in.get(target.scope)
    where = scope.in_language(language) if scope else say(language, "accord.city")
    return ToldFigure(
        id=target.id,
        sentence=say(
            language, "accord_told.now", name=target.name.in_language(language),
            now=in_unit(target.figure, measured.value, language), why=why_not(measured, language),
        ).strip(),
        compared=_compared(view, measured, before, language),
        light=light,
        rule=say(
            language, "accord_told.rule", day=begun,
            due=in_unit(target.figure, _way_at(measured, ahead), language),
            behind=f"{BEHIND * 100:.0f}",
        ),
        how=say(
            language, "accord.measured_by", scope=where,
            figure=say(language, f"accord.figure_{target.figure}"),
        ),
        line=_line(measured, before),
    )  # fmt: skip


def values_of(view: AccordView, target: str) -> list[tuple[date, float]]:
    """What was measured of a target on days before, the oldest first."""
    return [
        (one.event.day, one.event.value) for one in view.history
        if isinstance(one.event, TargetMeasured) and one.event.target == target
        and one.event.value is not None and one.event.day < view.today
    ]  # fmt: skip


def _way_at(measured: Measured, share: float) -> float:
    target = measured.target
    return target.baseline + (target.goal - target.baseline) * share


def _line(measured: Measured, before: list[tuple[date, float]]) -> tuple[float, ...]:
    values = [value for _, value in before[-LINE_OF:]]
    return tuple(values if measured.value is None else [*values, measured.value])


def _compared(
    view: AccordView, measured: Measured, before: list[tuple[date, float]], language: str
) -> str:
    target = measured.target
    goal = say(
        language, "accord_told.way", day=target.due_on,
        baseline=in_unit(target.figure, target.baseline, language),
        goal=in_unit(target.figure, target.goal, language),
    )  # fmt: skip
    if not before:
        first = say(language, "accord_told.first") if measured.value is not None else ""
        return f"{first} {goal}".strip()
    old = [one for one in before if one[0] <= view.today - BACK]
    day, then = old[-1] if old else before[0]
    was = say(language, "accord_told.was", day=day, then=in_unit(target.figure, then, language))
    if measured.value is not None:
        is_share = target.figure in SHARES
        off = difference(measured.value, then, language, is_share=is_share)
        was = say(
            language, "accord_told.against", day=day, off=off,
            then=in_unit(target.figure, then, language),
        )  # fmt: skip
    return f"{was} {goal}"
