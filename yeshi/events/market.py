"""What happens to merchants and their menus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfMerchant(Event):
    merchant: str

    @property
    def subject(self) -> str:
        return self.merchant


@dataclass(frozen=True, slots=True)
class MerchantRegistered(_OfMerchant):
    """A merchant is listed."""

    kind: ClassVar[str] = "merchant.registered"
    market: str | None
    online: bool


@dataclass(frozen=True, slots=True)
class MerchantPaused(_OfMerchant):
    """A merchant takes no orders for now."""

    kind: ClassVar[str] = "merchant.paused"


@dataclass(frozen=True, slots=True)
class MerchantResumed(_OfMerchant):
    """A merchant takes orders again."""

    kind: ClassVar[str] = "merchant.resumed"


@dataclass(frozen=True, slots=True)
class ItemStocked(_OfMerchant):
    """The merchant counted an item anew; None: it does not run out."""

    kind: ClassVar[str] = "item.stocked"
    item: str
    left: int | None
