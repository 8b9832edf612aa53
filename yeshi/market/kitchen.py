"""Whether a kitchen takes an order: the door is open, it takes orders, and serves the dish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Reason, Refused
from yeshi.market.catalogue import Item
from yeshi.market.facts import FactsMissing
from yeshi.market.merchant import Merchant


@dataclass(frozen=True, slots=True)
class MerchantClosed(Reason):
    """The merchant is shut; it opens again at `opens_at`."""

    merchant: str
    opens_at: str


@dataclass(frozen=True, slots=True)
class NotTaking(Reason):
    """The merchant is open but takes no orders through the platform now."""

    merchant: str


@dataclass(frozen=True, slots=True)
class HeldByOperator(Reason):
    """An operator has the merchant take no orders for now; `says` is what they tell of it."""

    merchant: str
    says: str


@dataclass(frozen=True, slots=True)
class StallEnded(Reason):
    """The merchant sells no more."""

    merchant: str


@dataclass(frozen=True, slots=True)
class NotServedNow(Reason):
    """The dish is not on the menu at this hour, or was taken off."""

    item: str


def admit(merchant: Merchant, now: datetime, calendar: Calendar) -> Refused | None:
    """None when `merchant` takes orders at `now`, else why not and when it will."""
    if merchant.ended_at:
        return Refused(StallEnded(merchant.id))
    if merchant.lacks_facts:
        return Refused(FactsMissing(merchant.id))
    if not merchant.hours.open_at(now, calendar):
        opens_at = calendar.local(merchant.hours.next_opening(now, calendar)).isoformat()
        return Refused(MerchantClosed(merchant.id, opens_at))
    if merchant.held:
        return Refused(HeldByOperator(merchant.id, merchant.held.says))
    if not (merchant.online and merchant.taking):
        return Refused(NotTaking(merchant.id))
    return None


def takes_for_later(
    merchant: Merchant, begins: datetime, ends: datetime, calendar: Calendar
) -> bool:
    """Whether `merchant` takes orders that it makes from `begins` on and that leave it by `ends`.

    What it takes no orders for now counts as long as it lasts, and no longer.
    """
    if merchant.ended_at or merchant.lacks_facts or not merchant.online:
        return False
    if merchant.held and begins < merchant.held.until:
        return False
    if not merchant.taking and (merchant.paused_until is None or begins < merchant.paused_until):
        return False
    return all(merchant.hours.open_at(at, calendar) for at in (begins, ends))


def admit_dish(item: Item, now: datetime, calendar: Calendar) -> Refused | None:
    """None when the dish is on the menu at `now`, else that it is not."""
    return None if item.is_on(now, calendar) else Refused(NotServedNow(item.id))
