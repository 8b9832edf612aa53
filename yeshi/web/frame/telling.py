"""A figure told as a sentence: what it is compared with, its light, and how it went before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.base.light import Bounds, Light, usual_of
from yeshi.base.sentences import say

WIDTH, HEIGHT, EDGE = 120, 32, 3
# What is nearer than this to what is usual is told as the same.
SAME_SHARE = 0.005
# What is usual is that of so many times before; the line tells of so many.
USUAL_OF, LINE_OF = 7, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """A sentence with what it is `compared` with, its `light` and its `rule`, in one language.

    `how`: how the figure is made. `line`: what it was before, the oldest first, and now.
    `light` is None where there is nothing to judge by.
    """

    id: str
    sentence: str
    compared: str
    light: Light | None
    rule: str
    how: str
    line: tuple[float, ...] = ()

    @property
    def points(self) -> str:
        """The line as the points of a polyline of `WIDTH` by `HEIGHT`; nothing for one value."""
        return " ".join(f"{x:g},{y:g}" for x, y in _places(self.line))

    @property
    def end(self) -> tuple[float, float] | None:
        """Where the line ends; None without a line."""
        places = _places(self.line)
        return places[-1] if places else None


def _places(values: Sequence[float]) -> list[tuple[float, float]]:
    if len(values) < 2:
        return []
    low, high = min(values), max(values)
    step, room = (WIDTH - 2 * EDGE) / (len(values) - 1), HEIGHT - 2 * EDGE
    return [
        (
            round(EDGE + step * number, 1),
            round(EDGE + room * ((high - value) / (high - low) if high > low else 0.5), 1),
        )
        for number, value in enumerate(values)
    ]


def difference(value: float, usual: float, language: str, *, is_share: bool) -> str:
    """How far a figure is from what is usual: in points where it is a share, else in percent."""
    off = value - usual if is_share else (value - usual) / usual if usual else 0.0
    if abs(off) < SAME_SHARE:
        return say(language, "told.same")
    key = ("points_" if is_share else "percent_") + ("more" if off > 0 else "less")
    return say(language, f"told.{key}", off=f"{abs(off) * 100:.0f}")


def rule_of(bounds: Bounds, language: str) -> str:
    """The rule of bounds that are shares of what is usual, in words."""
    key = "told.rule_most" if bounds.falling else "told.rule_least"
    good, fair = (f"{one * 100:.0f}" for one in (bounds.good, bounds.fair))
    return say(language, key, good=good, fair=fair)


def usual_before(before: Sequence[float]) -> float | None:
    """What was usual, of all that was before; None of too little."""
    return usual_of(before[-USUAL_OF:])
