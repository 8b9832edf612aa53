"""Weighing vouchers: what a campaign's claimants bought, and where its vouchers went."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.money import unit_fen
from yeshi.flow.ports import Work
from yeshi.geo.point import metres_between
from yeshi.ledger import accounts
from yeshi.observatory.vouchers import Concentration, Leverage, Use, concentration, leverage
from yeshi.vouchers.campaign import Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A campaign: claims, winners, what was spent and is left, and what it brought."""

    campaign: Campaign
    claims: int
    winners: int
    spent_orders: int
    spent: float
    left: float
    leverage: Leverage | None
    concentration: Concentration


def weigh(work: Work, campaign: Campaign) -> Weighed:
    """What is known of the campaign now; leverage only where vouchers were drawn by lot."""
    unit = unit_fen(campaign.off.currency)
    spent = work.orders.of_campaign(campaign.id)
    sellers = {one.merchant: work.merchants.get(one.merchant) for one in spent}
    uses = []
    for one in spent:
        seller = sellers[one.merchant]
        far = metres_between(seller.place, one.door) if seller else float("inf")
        uses.append(Use(one.customer, one.merchant, one.voucher_fen / unit, far))
    goods = {one.order: one.goods_fen for one in spent}
    claims = work.claims.of(campaign.id)
    return Weighed(
        campaign=campaign,
        claims=len(claims),
        winners=sum(one.won is True for one in claims),
        spent_orders=len(goods),
        spent=sum(use.spent for use in uses),
        left=work.ledger.balance(accounts.campaign(campaign.id)).units,
        leverage=_leverage(work, campaign, uses, sum(goods.values()) / unit),
        concentration=concentration(uses),
    )


def _leverage(
    work: Work, campaign: Campaign, uses: list[Use], with_voucher: float
) -> Leverage | None:
    lot = campaign.lot
    if lot is None or lot.drawn_at is None:
        return None
    unit = unit_fen(campaign.off.currency)
    claims = work.claims.of(campaign.id)
    customers = [one.customer for one in claims]
    length = campaign.ends_at - lot.drawn_at
    bought = work.orders.spent(customers, lot.drawn_at, campaign.ends_at)
    before = work.orders.spent(customers, lot.drawn_at - length, lot.drawn_at)
    voucher: dict[str, float] = {}
    for use in uses:
        voucher[use.customer] = voucher.get(use.customer, 0.0) + use.spent
    return leverage(
        [bought.get(customer, 0) / unit for customer in customers],
        [before.get(customer, 0) / unit for customer in customers],
        [one.won is True for one in claims],
        [voucher.get(customer, 0.0) for customer in customers],
        with_voucher,
    )
