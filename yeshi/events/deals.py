"""What happens to the deals that stalls bear themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.events.market import OfListing


@dataclass(frozen=True, slots=True, kw_only=True)
class DealStarted(OfListing):
    """The merchant starts a deal, now or later; `rule`: on what it depends."""

    kind: ClassVar[str] = "deal.started"
    deal: str
    name: Name
    rule: str
    begins_at: datetime
    ends_at: datetime | None
    limit: Money | None


@dataclass(frozen=True, slots=True)
class DealEnded(OfListing):
    """The merchant ends a deal, before it would or before it began."""

    kind: ClassVar[str] = "deal.ended"
    deal: str
