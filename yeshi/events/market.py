"""What happens to merchants and their menus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event

# Under this name pages hear of all that changes which stalls there are, when, and at what price.
STALLS = "stalls"


@dataclass(frozen=True, slots=True)
class _OfMerchant(Event):
    merchant: str

    @property
    def subject(self) -> str:
        return self.merchant


@dataclass(frozen=True, slots=True)
class _OfListing(_OfMerchant):
    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.merchant, STALLS)


@dataclass(frozen=True, slots=True)
class MerchantRegistered(_OfListing):
    """A merchant is listed."""

    kind: ClassVar[str] = "merchant.registered"
    market: str | None
    online: bool


@dataclass(frozen=True, slots=True)
class MerchantPaused(_OfListing):
    """A merchant takes no orders for now."""

    kind: ClassVar[str] = "merchant.paused"


@dataclass(frozen=True, slots=True)
class MerchantResumed(_OfListing):
    """A merchant takes orders again."""

    kind: ClassVar[str] = "merchant.resumed"


@dataclass(frozen=True, slots=True)
class MerchantHeld(_OfListing):
    """An operator has a merchant take no orders until then; `says` is what customers read."""

    kind: ClassVar[str] = "merchant.held"
    until: datetime
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class MerchantReleased(_OfListing):
    """What an operator held is over: they let it go, with the reason, or the time was up ("")."""

    kind: ClassVar[str] = "merchant.released"
    why: str


@dataclass(frozen=True, slots=True)
class ItemStocked(_OfMerchant):
    """The merchant counted an item anew; None: it does not run out."""

    kind: ClassVar[str] = "item.stocked"
    item: str
    left: int | None


@dataclass(frozen=True, slots=True)
class ItemRepriced(_OfListing):
    """From the page of its figures the merchant asks another price for an item."""

    kind: ClassVar[str] = "item.repriced"
    item: str
    was: Money
    price: Money


@dataclass(frozen=True, slots=True)
class HoursChanged(_OfListing):
    """From the page of its figures the merchant sets other hours."""

    kind: ClassVar[str] = "merchant.hours_changed"
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class FiguresLookedAt(_OfMerchant):
    """Somebody opened the page of a merchant's figures; in old records only, no evidence."""

    kind: ClassVar[str] = "merchant.looked_at_figures"


@dataclass(frozen=True, slots=True)
class ItemAdded(_OfListing):
    """From the page of its figures the merchant adds what it sells from now on."""

    kind: ClassVar[str] = "item.added"
    item: str
    price: Money
