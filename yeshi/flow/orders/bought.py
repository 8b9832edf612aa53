"""What a campaign of vouchers asks of a basket: what is bought of it at which kind of stall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yeshi.base.money import Money, total
from yeshi.market.merchant import Merchant
from yeshi.orders.basket import Basket
from yeshi.orders.lines import Line
from yeshi.orders.order import Ticket
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.rules import Bought, counts_of


def bought_of(basket: Basket, stalls: Mapping[str, Merchant], currency: str) -> tuple[Bought, ...]:
    """What the basket's dishes cost at each of its stalls, after deals and without packing."""
    return tuple(_bought_lines(stalls[id_], lines, currency) for id_, lines in basket.lines)


def bought_at(stall: Merchant, items: Money, undealt: Money) -> Bought:
    """So much at that stall, and so much of it that no deal takes anything off."""
    return Bought(
        merchant=stall.id, market=stall.market, sector=stall.sector, items=items, undealt=undealt
    )


def shares_voucher(campaign: Campaign | None, stall: Merchant, ticket: Ticket) -> int:
    """The weight with which that stall's part has a share of what the voucher takes off, in fen."""
    if campaign is None or campaign.rules is None:
        return ticket.sold.fen
    bought = _bought_lines(stall, ticket.lines, campaign.off.currency)
    return counts_of(campaign.rules, bought).fen


def _bought_lines(stall: Merchant, lines: Sequence[Line], currency: str) -> Bought:
    items = total((one.priced - one.dealt for one in lines), currency)
    undealt = total((one.priced for one in lines if not one.dealt), currency)
    return bought_at(stall, items, undealt)
