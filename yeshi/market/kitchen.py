"""Whether a kitchen takes an order: the door is open, it takes orders, and there is enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Reason, Refused
from yeshi.market.catalogue import Item
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
class SoldOut(Reason):
    """Fewer are left than were asked for."""

    item: str
    left: int


def admit(merchant: Merchant, now: datetime, calendar: Calendar) -> Refused | None:
    """None when `merchant` takes orders at `now`, else why not and when it will."""
    if merchant.ended_at:
        return Refused(StallEnded(merchant.id))
    if not merchant.hours.open_at(now, calendar):
        opens_at = calendar.local(merchant.hours.next_opening(now, calendar)).isoformat()
        return Refused(MerchantClosed(merchant.id, opens_at))
    if merchant.held:
        return Refused(HeldByOperator(merchant.id, merchant.held.says))
    if not (merchant.online and merchant.taking):
        return Refused(NotTaking(merchant.id))
    return None


def take(items: Mapping[str, Item], wanted: Mapping[str, int]) -> tuple[Item, ...] | Refused:
    """The items whose stock changes when `wanted` (item → quantity) is taken; or what is short."""
    changed = []
    for item_id in sorted(wanted):
        item, quantity = items[item_id], wanted[item_id]
        if item.left is None:
            continue
        if item.left < quantity:
            return Refused(SoldOut(item.id, item.left))
        changed.append(replace(item, left=item.left - quantity))
    return tuple(changed)


def put_back(items: Mapping[str, Item], returned: Mapping[str, int]) -> tuple[Item, ...]:
    """The items whose stock changes, after `returned` (item → quantity) comes back."""
    return tuple(
        replace(items[item_id], left=left + returned[item_id])
        for item_id in sorted(returned)
        if (left := items[item_id].left) is not None
    )
