"""Sheets of vouchers: what each campaign brought, and where its vouchers went."""

from __future__ import annotations

from yeshi.flow.city.sheets.source import Source
from yeshi.observatory.sheet import Sheet


def vouchers(city: Source) -> list[Sheet]:
    """A row a campaign; and a row a campaign and merchant, the largest first."""
    campaigns, shares = [], []
    for one in city.weighed():
        lot, spread = one.leverage, one.concentration
        campaigns.append({
            "campaign": one.campaign.id, "zh": one.campaign.name.zh, "en": one.campaign.name.en,
            "by_lot": one.campaign.lot is not None, "claims": one.claims, "winners": one.winners,
            "spent_orders": one.spent_orders, "spent": one.spent,
            "left": one.left,
            "leverage": lot.leverage if lot else None, "low": lot.low if lot else None,
            "high": lot.high if lot else None, "extra": lot.extra if lot else None,
            "naive": lot.naive if lot else None,
            "why": lot.why if lot else ("not_drawn" if one.campaign.lot else "no_lot"),
            "merchants": spread.merchants, "herfindahl": spread.herfindahl,
            "first_five": spread.first_five,
        })  # fmt: skip
        for share in spread.shares:
            seller = city.merchants.get(share.merchant)
            shares.append({
                "campaign": one.campaign.id, "merchant": share.merchant,
                "zh": seller.name.zh if seller else share.merchant,
                "en": seller.name.en if seller else share.merchant,
                "orders": share.orders, "spent": share.spent, "share": share.share,
                "signs": " ".join(share.signs),
            })  # fmt: skip
    return [
        Sheet("vouchers-campaigns", tuple(campaigns)), Sheet("vouchers-merchants", tuple(shares))
    ]  # fmt: skip
