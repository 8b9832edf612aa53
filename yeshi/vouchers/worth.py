"""What a voucher is worth on an order: all that its campaign takes off, or nothing."""

from __future__ import annotations

from datetime import datetime

from yeshi.base.money import Money
from yeshi.vouchers.campaign import Campaign


def worth(campaign: Campaign, items: Money, budget_left: Money, now: datetime) -> Money:
    """What `campaign` takes off an order of `items`: all of `off`, or nothing.

    Nothing before it begins, from its end on, below its threshold, or once its budget is short.
    Never more than the items themselves.
    """
    nothing = Money(0, campaign.off.currency)
    if not campaign.begins_at <= now < campaign.ends_at:
        return nothing
    if items < campaign.threshold or budget_left < campaign.off:
        return nothing
    return campaign.off if campaign.off <= items else items
