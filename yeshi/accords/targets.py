"""A target: a figure the platform measures, the value to reach, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yeshi.base.names import Name


@dataclass(frozen=True, slots=True)
class Target:
    """The value that `figure` is to reach by `due_on`; both in the unit of the figure."""

    name: Name
    figure: str
    reach: float
    due_on: date


@dataclass(frozen=True, slots=True)
class Measured:
    """A target and its figure today; `progress` is the share of the way, from 0 to 1."""

    target: Target
    value: float | None
    progress: float
    reached: bool


def measure(target: Target, value: float | None) -> Measured:
    """How far `value` is on the way from nothing to the target; None: not measured yet."""
    if value is None:
        return Measured(target, None, 0.0, reached=False)
    progress = 1.0 if target.reach <= 0 else min(1.0, max(0.0, value / target.reach))
    return Measured(target, value, progress, reached=value >= target.reach)
