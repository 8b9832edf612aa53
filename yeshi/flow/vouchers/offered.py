"""Offered: the vouchers that a customer may choose among for an order, and why others do not do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Turn
from yeshi.flow.ports import Work
from yeshi.flow.vouchers.claiming import claim_that_counts
from yeshi.ledger import accounts
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.worth import VoucherNotYours, unworthy, worth


@dataclass(frozen=True, slots=True)
class VoucherOffered:
    """A campaign of the customer's, and what its voucher takes `off` an order; or why none."""

    campaign: Campaign
    off: Money
    refused: Refused | None = None


def offered_to(work: Work, customer: str, items: Money, now: datetime) -> list[VoucherOffered]:
    """The campaigns under way that the customer may use, on an order of so much or a dearer one.

    Those that take most off come first, then those that take off from dearer orders.
    """
    found = [
        _offered(work, one, items, now)
        for one in work.campaigns.all()
        if one.begins_at <= now < one.ends_at and _has_one(work, one, customer)
    ]
    return sorted(
        found, key=lambda one: (-one.off.fen, one.campaign.threshold.fen, one.campaign.id)
    )


def chosen_voucher(
    turn: Turn, customer: str, items: Money, wished: str | None
) -> tuple[str | None, Money] | Refused:
    """The campaign that takes off, and how much: the one wished for, "" for none, None: the best.

    Whether it can be spent is seen once more when it is.
    """
    if wished is None:
        return _best(turn, customer, items)
    if not wished:
        return None, Money(0, turn.terms.currency)
    campaign = turn.work.campaigns.get(wished)
    if campaign is None:
        return Refused(Unknown("campaign", wished))
    left = turn.work.ledger.balance(accounts.campaign(wished))
    refused = unworthy(campaign, items, left, turn.now)
    if refused:
        return refused
    if not _has_one(turn.work, campaign, customer):
        return Refused(VoucherNotYours(wished))
    return wished, worth(campaign, items, left, turn.now)


def _best(turn: Turn, customer: str, items: Money) -> tuple[str | None, Money]:
    best: tuple[str | None, Money] = (None, Money(0, turn.terms.currency))
    for campaign in turn.work.campaigns.all():
        # What it takes off with a full budget is known without a look at the store.
        if not best[1] < worth(campaign, items, campaign.off, turn.now):
            continue
        if not _has_one(turn.work, campaign, customer):
            continue
        left = turn.work.ledger.balance(accounts.campaign(campaign.id))
        off = worth(campaign, items, left, turn.now)
        if best[1] < off:
            best = campaign.id, off
    return best


def _has_one(work: Work, campaign: Campaign, customer: str) -> bool:
    if campaign.lot is None:
        return True
    claim = claim_that_counts(work, campaign.id, customer)
    return claim is not None and claim.can_be_spent


def _offered(work: Work, campaign: Campaign, items: Money, now: datetime) -> VoucherOffered:
    left = work.ledger.balance(accounts.campaign(campaign.id))
    off = worth(campaign, items, left, now)
    return VoucherOffered(campaign, off, unworthy(campaign, items, left, now))
