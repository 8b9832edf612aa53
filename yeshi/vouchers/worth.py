"""What a voucher is worth on an order: all that its campaign takes off, or nothing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused
from yeshi.vouchers.campaign import Campaign


@dataclass(frozen=True, slots=True)
class VoucherNotNow(Reason):
    """The campaign has not begun, or is over."""

    campaign: str


@dataclass(frozen=True, slots=True)
class VoucherUsedUp(Reason):
    """What the campaign had is given out."""

    campaign: str


@dataclass(frozen=True, slots=True)
class VoucherFromMore(Reason):
    """The campaign takes off from dearer orders; `missing_fen`: what they lack."""

    campaign: str
    missing_fen: int
    currency: str


@dataclass(frozen=True, slots=True)
class VoucherNotYours(Reason):
    """The campaign draws lots, and the customer has no voucher of it that is not spent."""

    campaign: str


def unworthy(campaign: Campaign, items: Money, budget_left: Money, now: datetime) -> Refused | None:
    """Why `campaign` takes nothing off an order of `items`; None where it does."""
    if not campaign.begins_at <= now < campaign.ends_at:
        return Refused(VoucherNotNow(campaign.id))
    if budget_left < campaign.off:
        return Refused(VoucherUsedUp(campaign.id))
    missing = campaign.threshold - items
    if missing.fen > 0:
        return Refused(VoucherFromMore(campaign.id, missing.fen, missing.currency))
    return None


def worth(campaign: Campaign, items: Money, budget_left: Money, now: datetime) -> Money:
    """What `campaign` takes off an order of `items`: all of `off`, or nothing.

    Nothing before it begins, from its end on, below its threshold, or once its budget is short.
    Never more than the items themselves.
    """
    if unworthy(campaign, items, budget_left, now):
        return Money(0, campaign.off.currency)
    return campaign.off if campaign.off <= items else items
