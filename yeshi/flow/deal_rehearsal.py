"""A stall's deal that was played in the twin before it began, and what came out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yeshi.market.deal import Deal

# By how many percent more guests one may assume that a deal brings.
MORE_PERCENT_MAX = 100


class DealNotPlayed(StrEnum):
    """Why there was nothing to play: the stall takes no orders, its record or that of the city has
    too few, or no courier was on duty."""

    CLOSED = "closed"
    FEW_OF_STALL = "few_of_stall"
    FEW_ORDERS = "few_orders"
    NO_SHIFTS = "no_shifts"


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMeasure:
    """What a night comes to for the stall in the mean, without the deal and with it.

    `least` and `most`: the smallest and the greatest difference of any night. `clear`: whether the
    95 % interval of the mean difference leaves nothing out.
    """

    key: str
    unit: str
    digits: int
    before: float
    after: float
    least: float
    most: float
    clear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """So many more orders a night bring in what the deal costs: in the mean, and in the nights in
    which it is fewest and most. `usual`: how many a night come anyway while the deal runs."""

    orders: float
    least: float
    most: float
    usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DealOutcome:
    """What came out: `nights` were played without the deal and with it.

    `orders` of the stall, on `days` business days, say who comes and what for; at most `hands` of
    them were made at a time. `taken`: off how many orders a night the deal took something.
    `not_played`: why nothing was; then there are no measures. `even`: None where the deal cost
    nothing, or leaves nothing of an order.
    """

    orders: int
    days: int
    nights: int = 0
    hands: int = 0
    taken: float = 0.0
    not_played: DealNotPlayed | None = None
    measures: tuple[DealMeasure, ...] = ()
    even: BreakEven | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRehearsal:
    """A deal that its stall thinks of, or that is to come, and what came out once it was played.

    `more_percent`: so many more guests, in percent, the stall assumes to come while it runs.
    `errand` plays it.
    """

    id: str
    merchant: str
    asked_at: datetime
    deal: Deal
    more_percent: int
    errand: str
    outcome: DealOutcome | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept."""
        return 0 <= self.more_percent <= MORE_PERCENT_MAX
