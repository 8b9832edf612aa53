"""A change of terms that was rehearsed, and what came out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yeshi.flow.terms import Terms

# How strongly demand answers to prices, at most: percent fewer orders for each percent dearer.
ELASTICITY_MAX = 5.0


class NotPlayed(StrEnum):
    """Why there was nothing to rehearse on."""

    FEW_ORDERS = "few_orders"
    NO_SHIFTS = "no_shifts"


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedMeasure:
    """A measure's mean over the nights under the old terms and under the new ones.

    `least` and `most`: the 95 % interval of new less old. `better`: whether the new terms clearly
    are; None where that is not clear, or neither good nor bad.
    """

    key: str
    unit: str
    digits: int
    before: float
    after: float
    least: float
    most: float
    better: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsOutcome:
    """What came out: `nights` were played under both terms, from `orders` of `days` business days.

    `not_played`: why none was; then there are no measures.
    """

    orders: int
    days: int
    nights: int = 0
    not_played: NotPlayed | None = None
    measures: tuple[RehearsedMeasure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """Terms that the owner thinks of, beside those `before`, and what came out once it was played.

    `elasticity`: by so many percent fewer people order for each percent by which it gets dearer,
    which the owner assumes. `errand` plays it.
    """

    id: str
    asked_at: datetime
    before: Terms
    terms: Terms
    elasticity: float
    errand: str
    outcome: TermsOutcome | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept."""
        return 0 <= self.elasticity <= ELASTICITY_MAX
