"""How a made-up city's kitchens answer and cook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from yeshi.files.city import City, drawn
from yeshi.twin.actors.kitchens import Cooks

REJECTS = 0.012


@dataclass(frozen=True, slots=True)
class StallHabits:
    """The city's kitchens from a seed; the same order is always treated the same.

    `pace`: so many times as fast as usual.
    """

    city: City
    seed: int
    pace: float = 1.0
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
        cooking_s = self._cooking_s(chance, merchant, self.city.cook_s) / self.pace
        return Cooks(answer_at, answer_at + timedelta(seconds=int(cooking_s)))

    def _cooking_s(self, chance: Random, merchant: str, recorded: Sequence[float]) -> float:
        if recorded:
            return drawn(chance, recorded)
        return self.usual_s.get(merchant, 600) * chance.uniform(0.7, 1.3)
