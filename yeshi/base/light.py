"""A light beside a figure: what it says by a rule, and what a figure usually was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

# Of fewer it cannot be said what is usual.
USUAL_MIN = 3


class Light(StrEnum):
    """What is said of a figure at a glance."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Up to where a figure is good, and up to where it is fair; beyond that it is poor.

    A figure is better the higher it is, or the lower, where it is good by `falling`.
    """

    good: float
    fair: float
    falling: bool = False

    def times(self, usual: float) -> Bounds:
        """The bounds of a figure, where these are shares of what it usually is."""
        return Bounds(self.good * usual, self.fair * usual, self.falling)

    def light(self, value: float) -> Light:
        """The light of a figure; what lies on a bound is within it."""
        sign = -1 if self.falling else 1
        if sign * value >= sign * self.good:
            return Light.GOOD
        return Light.FAIR if sign * value >= sign * self.fair else Light.POOR


def usual_of(values: Sequence[float]) -> float | None:
    """The middle of what a figure was before; None of fewer than three."""
    return median(values) if len(values) >= USUAL_MIN else None
