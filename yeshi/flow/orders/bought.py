"""What a campaign of vouchers asks of a basket: what is bought of it at which kind of stall."""

from __future__ import annotations

from collections.abc import Mapping

from yeshi.base.money import Money, total
from yeshi.market.merchant import Merchant
from yeshi.orders.basket import Basket
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.rules import Bought


def bought_of(basket: Basket, stalls: Mapping[str, Merchant], currency: str) -> tuple[Bought, ...]:
    """What the basket's dishes cost at each of its stalls, after deals and without packing."""
    return tuple(
        bought_at(stalls[id_], total((one.priced - one.dealt for one in lines), currency))
        for id_, lines in basket.lines
    )


def bought_at(stall: Merchant, items: Money) -> Bought:
    """So much at that stall."""
    return Bought(merchant=stall.id, market=stall.market, sector=stall.sector, items=items)


def is_spent_at(campaign: Campaign | None, stall: Merchant) -> bool:
    """Whether the campaign's voucher pays for what that stall sells."""
    rules = campaign.rules if campaign else None
    return rules is None or rules.where.takes(stall.id, stall.market, stall.sector)
