"""Spendable: the vouchers that a customer may use on an order now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.vouchers.claiming import claim_that_counts
from yeshi.ledger import accounts
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.worth import worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Spendable:
    """A voucher: so much `off` an order whose items cost at least `threshold`, until when.

    `was_won`: in a lot, so that it can be used once; else by anybody while there is money for it.
    """

    campaign: str
    name: Name
    off: Money
    threshold: Money
    ends_at: datetime
    was_won: bool


def spendable_by(engine: Engine, customer: str) -> list[Spendable]:
    """The vouchers that the customer may use now, those that end first before the others."""
    now = engine.clock.now()
    with engine.store.read() as work:
        found = [one for one in work.campaigns.all() if _may_use(work, one, customer, now)]
    return [
        Spendable(
            campaign=one.id,
            name=one.name,
            off=one.off,
            threshold=one.threshold,
            ends_at=one.ends_at,
            was_won=one.lot is not None,
        )
        for one in sorted(found, key=lambda one: (one.ends_at, one.id))
    ]


def _may_use(work: Work, campaign: Campaign, customer: str, now: datetime) -> bool:
    # What it takes off an order that is large enough: nothing once its time or budget is over.
    left = work.ledger.balance(accounts.campaign(campaign.id))
    if not worth(campaign, max(campaign.threshold, campaign.off), left, now):
        return False
    if campaign.lot is None:
        return True
    claim = claim_that_counts(work, campaign.id, customer)
    return claim is not None and claim.can_be_spent
