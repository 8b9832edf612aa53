"""Voucher campaigns: who pays, how much comes off, and when the budget is spent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.names import Name


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign that takes `off` from orders whose items cost at least `threshold`."""

    id: str
    name: Name
    threshold: Money
    off: Money
    begins_at: datetime
    ends_at: datetime


def worth(campaign: Campaign, items: Money, budget_left: Money, now: datetime) -> Money:
    """What `campaign` takes off an order of `items`: all of `off`, or nothing.

    Nothing before it begins, from its end on, below its threshold, or once its budget is short.
    """
    nothing = Money(0, campaign.off.currency)
    if not campaign.begins_at <= now < campaign.ends_at:
        return nothing
    if items < campaign.threshold or budget_left < campaign.off:
        return nothing
    return campaign.off if campaign.off <= items else items
