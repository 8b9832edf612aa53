"""How a made-up city's kitchens answer and cook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp, log, sqrt
from random import Random

from yeshi.files.city import City, drawn
from yeshi.files.scenario.scenario import KitchenHabits
from yeshi.twin.actors.kitchens import Cooks

REJECTS = 0.012
DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class StallHabits:
    """The city's kitchens from a seed; the same order is always treated the same."""

    city: City
    seed: int
    ways: KitchenHabits = KitchenHabits()
    usual_s: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        usual = {
            stall.id: stall.cook_s for quarter in self.city.quarters for stall, _ in quarter.stalls
        }
        object.__setattr__(self, "usual_s", usual)

    def cook(self, order: str, merchant: str, placed_at: datetime) -> Cooks | None:
        """Answered within a minute, ready around the usual time, now and then turned down."""
        chance = Random(f"{self.seed}:kitchen:{order}:{merchant}")
        answer_at = placed_at + timedelta(seconds=chance.randint(8, 60))
        if chance.random() < REJECTS:
            return Cooks(answer_at, None, "食材用完 / out of ingredients")
        cooking_s = self._cooking_s(chance, merchant, self.city.cook_s) / self.ways.pace
        said = answer_at + timedelta(seconds=int(cooking_s))
        return Cooks(
            answer_at, said, takes_s=int(cooking_s * self._slower(chance, merchant, placed_at))
        )

    def _slower(self, chance: Random, merchant: str, placed_at: datetime) -> float:
        """So many times as long as the stall says: by the hour, the stall, and chance."""
        local = self.city.calendar.local(placed_at)
        now = local.hour * 60 + local.minute
        slower = 1.0
        for rush in self.ways.rush:
            begins = rush.begins.hour * 60 + rush.begins.minute
            if (now - begins) % DAY_MIN < rush.hours * 60:
                slower *= rush.slower
        # Of a stall it is the same each night.
        of_stall = _around_one(Random(f"misjudged:{merchant}"), self.ways.misjudged)
        return slower * of_stall * _around_one(chance, self.ways.spread)

    def _cooking_s(self, chance: Random, merchant: str, recorded: Sequence[float]) -> float:
        if recorded:
            return drawn(chance, recorded)
        return self.usual_s.get(merchant, 600) * chance.uniform(0.7, 1.3)


def _around_one(chance: Random, cv: float) -> float:
    """Log-normal, with a mean of one and that standard deviation."""
    variance = log(1 + cv**2)
    return exp(chance.gauss(-variance / 2, sqrt(variance))) if cv else 1.0
