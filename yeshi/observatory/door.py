"""How long customers wait: click-to-door, from placing to the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from yeshi.observatory.intervals import quantile


@dataclass(frozen=True, slots=True)
class ClickToDoor:
    """Seconds from placing to the door."""

    mean_s: float
    p50_s: float
    p90_s: float


def click_to_door(waits_s: Sequence[float]) -> ClickToDoor | None:
    """The wait of the delivered orders; None when none was delivered."""
    if not waits_s:
        return None
    return ClickToDoor(fmean(waits_s), quantile(waits_s, 0.5), quantile(waits_s, 0.9))
