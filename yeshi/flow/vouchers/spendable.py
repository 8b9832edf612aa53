"""Spendable: the vouchers that a customer may use on an order now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.vouchers.claiming import claim_that_counts
from yeshi.flow.vouchers.entitling import asker_seen
from yeshi.flow.vouchers.places import places_of
from yeshi.ledger import accounts
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.entitled import not_entitled
from yeshi.vouchers.rules import Rules
from yeshi.vouchers.worth import worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Spendable:
    """A voucher: so much `off` an order whose items cost at least `threshold`, until when.

    `was_won`: in a lot, so that it can be used once; else as often as its `rules` allow, while
    there is money for it. `places`: the names of those where alone it is spent.
    """

    campaign: str
    name: Name
    off: Money
    threshold: Money
    ends_at: datetime
    was_won: bool
    rules: Rules | None
    places: tuple[Name, ...]


def spendable_by(engine: Engine, customer: str) -> list[Spendable]:
    """The vouchers that the customer may use now, those that end first before the others."""
    now = engine.clock.now()
    with engine.store.read() as work:
        day = engine.terms.calendar.business_day(now)
        found = [
            (one, places_of(work, one))
            for one in work.campaigns.all()
            if _may_use(work, one, customer, now, day)
        ]
    return [
        Spendable(
            campaign=one.id,
            name=one.name,
            off=one.off,
            threshold=one.threshold,
            ends_at=one.ends_at,
            was_won=one.lot is not None,
            rules=one.rules,
            places=places,
        )
        for one, places in sorted(found, key=lambda pair: (pair[0].ends_at, pair[0].id))
    ]


def _may_use(work: Work, campaign: Campaign, customer: str, now: datetime, day: date) -> bool:
    # What it takes off an order that is large enough: nothing once its time or budget is over.
    left = work.ledger.balance(accounts.campaign(campaign.id))
    if not worth(campaign, max(campaign.threshold, campaign.off), left, now):
        return False
    asker = asker_seen(work, campaign, customer, day)
    if asker and not_entitled(campaign, asker, campaign.off, now):
        return False
    if campaign.lot is None:
        return True
    claim = claim_that_counts(work, campaign.id, customer)
    return claim is not None and claim.can_be_spent
