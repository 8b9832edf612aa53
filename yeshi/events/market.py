"""What happens to merchants and their menus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
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
class OfListing(_OfMerchant):
    """What whoever looks at the list of stalls sees too."""

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.merchant, STALLS)


@dataclass(frozen=True, slots=True)
class _OfMarket(Event):
    market: str

    @property
    def subject(self) -> str:
        return self.market

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.market, STALLS)


@dataclass(frozen=True, slots=True)
class MarketOpened(_OfMarket):
    """A night market is listed."""

    kind: ClassVar[str] = "market.opened"


@dataclass(frozen=True, slots=True)
class MarketChanged(_OfMarket):
    """A market is called something else, or orders of several stalls are collected elsewhere."""

    kind: ClassVar[str] = "market.changed"
    changed: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class MarketEnded(_OfMarket):
    """There is no such market any more; its stalls ended before."""

    kind: ClassVar[str] = "market.ended"
    why: str


@dataclass(frozen=True, slots=True)
class MarketReturned(_OfMarket):
    """A market that had ended is there again; each of its stalls comes back by itself."""

    kind: ClassVar[str] = "market.returned"
    why: str


@dataclass(frozen=True, slots=True)
class MerchantRegistered(OfListing):
    """A merchant is listed."""

    kind: ClassVar[str] = "merchant.registered"
    market: str | None
    online: bool


@dataclass(frozen=True, slots=True)
class MerchantPaused(OfListing):
    """A merchant takes no orders for now."""

    kind: ClassVar[str] = "merchant.paused"


@dataclass(frozen=True, slots=True)
class MerchantResumed(OfListing):
    """A merchant takes orders again."""

    kind: ClassVar[str] = "merchant.resumed"


@dataclass(frozen=True, slots=True)
class MerchantHeld(OfListing):
    """An operator has a merchant take no orders until then; `says` is what customers read."""

    kind: ClassVar[str] = "merchant.held"
    until: datetime
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class MerchantReleased(OfListing):
    """What an operator held is over: they let it go, with the reason, or the time was up ("")."""

    kind: ClassVar[str] = "merchant.released"
    why: str


@dataclass(frozen=True, slots=True)
class MerchantChanged(OfListing):
    """An operator enters what a merchant is, anew: `changed` names what is different."""

    kind: ClassVar[str] = "merchant.changed"
    changed: tuple[str, ...]
    opens: time
    closes: time
    why: str


@dataclass(frozen=True, slots=True)
class MerchantEnded(OfListing):
    """A merchant sells no more."""

    kind: ClassVar[str] = "merchant.ended"
    why: str


@dataclass(frozen=True, slots=True)
class MerchantReturned(OfListing):
    """A merchant that had ended sells again."""

    kind: ClassVar[str] = "merchant.returned"
    why: str


@dataclass(frozen=True, slots=True)
class ItemStocked(_OfMerchant):
    """The merchant counted an item anew; None: it does not run out."""

    kind: ClassVar[str] = "item.stocked"
    item: str
    left: int | None


@dataclass(frozen=True, slots=True)
class ItemRepriced(OfListing):
    """From the page of its figures the merchant asks another price for an item."""

    kind: ClassVar[str] = "item.repriced"
    item: str
    was: Money
    price: Money


@dataclass(frozen=True, slots=True)
class HoursChanged(OfListing):
    """From the page of its figures the merchant sets other hours."""

    kind: ClassVar[str] = "merchant.hours_changed"
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class FiguresLookedAt(_OfMerchant):
    """Somebody opened the page of a merchant's figures; in old records only, no evidence."""

    kind: ClassVar[str] = "merchant.looked_at_figures"


@dataclass(frozen=True, slots=True)
class ItemAdded(OfListing):
    """From the page of its figures the merchant adds what it sells from now on."""

    kind: ClassVar[str] = "item.added"
    item: str
    price: Money


@dataclass(frozen=True, slots=True)
class PictureChanged(OfListing):
    """The merchant shows another picture of an item, of None its front; of None it shows none."""

    kind: ClassVar[str] = "picture.changed"
    item: str | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class PictureChangedByOperator(PictureChanged):
    """An operator has the merchant show another picture, or none, with a reason."""

    kind: ClassVar[str] = "picture.changed_by_operator"
    why: str


@dataclass(frozen=True, slots=True)
class ItemEntered(OfListing):
    """From the page of its menu the merchant enters what it sells from now on."""

    kind: ClassVar[str] = "item.entered"
    item: str
    price: Money


@dataclass(frozen=True, slots=True)
class ItemChanged(OfListing):
    """From the page of its menu the merchant says anew what an item is; `changed`: what differs."""

    kind: ClassVar[str] = "item.changed"
    item: str
    changed: tuple[str, ...]
    price: Money


@dataclass(frozen=True, slots=True)
class ItemTakenOff(OfListing):
    """The merchant takes an item off its menu, until the business day turns."""

    kind: ClassVar[str] = "item.taken_off"
    item: str
    until: datetime


@dataclass(frozen=True, slots=True)
class ItemPutOn(OfListing):
    """The merchant has an item on its menu again before that."""

    kind: ClassVar[str] = "item.put_on"
    item: str


@dataclass(frozen=True, slots=True)
class ItemEnded(OfListing):
    """The merchant sells an item no more."""

    kind: ClassVar[str] = "item.ended"
    item: str


@dataclass(frozen=True, slots=True)
class StockCounted(_OfMerchant):
    """The merchant counted anew what several items or choices are made of."""

    kind: ClassVar[str] = "stock.counted"
    stock: str
    left: int


@dataclass(frozen=True, slots=True)
class FactsEntered(OfListing):
    """The merchant says what it shows of itself, as the city's rules ask for it."""

    kind: ClassVar[str] = "facts.entered"


@dataclass(frozen=True, slots=True)
class FactsEnteredByOperator(FactsEntered):
    """An operator says it for the merchant, with a reason."""

    kind: ClassVar[str] = "facts.entered_by_operator"
    why: str


@dataclass(frozen=True, slots=True)
class FactsConfirmed(OfListing):
    """An operator found what the merchant shows to be so: it may sell by it until that day."""

    kind: ClassVar[str] = "facts.confirmed"
    good_until: date | None
    why: str


@dataclass(frozen=True, slots=True)
class FactsNoticed(_OfMerchant):
    """So many days before they end the merchant is told, by so many contacts, and on its pages."""

    kind: ClassVar[str] = "facts.noticed"
    days: int
    good_until: date
    contacts: int


@dataclass(frozen=True, slots=True)
class FactsLapsed(OfListing):
    """What the merchant shows has ended: it takes no orders until it is confirmed again."""

    kind: ClassVar[str] = "facts.lapsed"
    good_until: date
