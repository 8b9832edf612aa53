"""What who bought something thinks of it; what they wrote stands in no event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRated(Event):
    """A customer gave so many stars to a dish that they had."""

    kind: ClassVar[str] = "line.rated"
    rating: str
    order: str
    merchant: str
    item: str
    stars: int

    @property
    def subject(self) -> str:
        return self.rating

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.merchant)


@dataclass(frozen=True, slots=True)
class DeliveryRated(Event):
    """A customer gave so many stars to how their order was brought; no pay depends on it."""

    kind: ClassVar[str] = "delivery.rated"
    rating: str
    order: str
    zone: str
    stars: int

    @property
    def subject(self) -> str:
        return self.rating

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order,)


@dataclass(frozen=True, slots=True)
class RatingAnswered(Event):
    """A stall answered a rating of its dish."""

    kind: ClassVar[str] = "rating.answered"
    rating: str
    order: str
    merchant: str

    @property
    def subject(self) -> str:
        return self.rating

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, self.merchant)


@dataclass(frozen=True, slots=True)
class RatingHidden(Event):
    """What was written to a rating is shown to nobody, for a reason; its stars count."""

    kind: ClassVar[str] = "rating.hidden"
    rating: str
    order: str
    why: str

    @property
    def subject(self) -> str:
        return self.rating

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order,)


@dataclass(frozen=True, slots=True)
class RatingShown(RatingHidden):
    """It is shown again."""

    kind: ClassVar[str] = "rating.shown"
