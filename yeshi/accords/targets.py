"""A target: a figure the platform measures, from where it starts to where it is to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yeshi.base.names import Name

CITY = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The value that `figure` is to reach by `due_on`, from `baseline`, all in its own unit.

    `scope`: the city, or the programme whose figure it is. A goal below the baseline is reached
    by falling.
    """

    id: str
    name: Name
    figure: str
    scope: str
    baseline: float
    goal: float
    due_on: date


@dataclass(frozen=True, slots=True)
class Measured:
    """A target and its figure; `progress` is the share of the way, from 0 to 1.

    `value` is None where the figure could not be computed; `why` then says what it lacks.
    """

    target: Target
    value: float | None
    progress: float
    reached: bool
    why: str = ""


def measure(target: Target, value: float | None, why: str = "") -> Measured:
    """How far `value` is on the way from baseline to goal; None: not measured, because `why`."""
    if value is None:
        return Measured(target, None, 0.0, reached=False, why=why)
    way = target.goal - target.baseline
    progress = min(1.0, max(0.0, (value - target.baseline) / way)) if way else 1.0
    reached = value >= target.goal if way >= 0 else value <= target.goal
    return Measured(target, value, progress, reached)


def expected_progress(target: Target, begun: date, day: date) -> float:
    """The share of the way that is due on `day`, by equal steps from `begun` to the due day."""
    whole = (target.due_on - begun).days
    return min(1.0, max(0.0, (day - begun).days / whole)) if whole > 0 else 1.0
