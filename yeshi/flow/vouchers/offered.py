"""Offered: the vouchers that a customer may choose among for an order, and why others do not do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Turn
from yeshi.flow.ports import Work
from yeshi.flow.vouchers.claiming import claim_that_counts
from yeshi.flow.vouchers.entitling import asker_seen
from yeshi.flow.vouchers.places import places_of
from yeshi.ledger import accounts
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.entitled import Asker, counted, has_code, refuses
from yeshi.vouchers.rules import Bought
from yeshi.vouchers.worth import VoucherNotYours, worth


@dataclass(frozen=True, slots=True)
class VoucherOffered:
    """A campaign of the customer's, and what its voucher takes `off` an order; or why none.

    `places`: the names of those where alone it is spent.
    """

    campaign: Campaign
    off: Money
    refused: Refused | None = None
    places: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shopping:
    """Who buys what, and when: the moment, and its business day."""

    customer: str
    bought: tuple[Bought, ...]
    now: datetime
    day: date


def offered_to(work: Work, shopping: Shopping) -> list[VoucherOffered]:
    """The campaigns under way that the customer may use, on this order or on another one.

    Those that take most off come first, then those that take off from dearer orders. Of those for
    who enters a code, what they have entered alone.
    """
    found = []
    for one in work.campaigns.all():
        if not one.begins_at <= shopping.now < one.ends_at:
            continue
        asker = asker_seen(work, one, shopping.customer, shopping.day)
        if _has_code(one, asker) and _has_one(work, one, shopping.customer):
            offered = _offered(work, one, shopping, asker)
            found.append(replace(offered, places=places_of(work, one)))
    return sorted(found, key=lambda it: (-it.off.fen, it.campaign.threshold.fen, it.campaign.id))


def chosen_voucher(
    turn: Turn, customer: str, bought: tuple[Bought, ...], wished: str | None
) -> tuple[str | None, Money] | Refused:
    """The campaign that takes off, and how much: the one wished for, "" for none, None: the best.

    Whether it can be spent is seen once more when it is.
    """
    day = turn.terms.calendar.business_day(turn.now)
    shopping = Shopping(customer=customer, bought=bought, now=turn.now, day=day)
    if wished is None:
        return _best(turn, shopping)
    if not wished:
        return None, Money(0, turn.terms.currency)
    campaign = turn.work.campaigns.get(wished)
    if campaign is None:
        return Refused(Unknown("campaign", wished))
    found = _offered(turn.work, campaign, shopping, asker_seen(turn.work, campaign, customer, day))
    if found.refused:
        return found.refused
    if not _has_one(turn.work, campaign, customer):
        return Refused(VoucherNotYours(wished))
    return wished, found.off


def _best(turn: Turn, shopping: Shopping) -> tuple[str | None, Money]:
    best: tuple[str | None, Money] = (None, Money(0, turn.terms.currency))
    for campaign in turn.work.campaigns.all():
        # What it takes off with a full budget is known without a look at the store.
        items = counted(campaign, shopping.bought)
        if not best[1] < worth(campaign, items, campaign.off, turn.now):
            continue
        if not _has_one(turn.work, campaign, shopping.customer):
            continue
        asker = asker_seen(turn.work, campaign, shopping.customer, shopping.day)
        found = _offered(turn.work, campaign, shopping, asker)
        if found.refused is None and best[1] < found.off:
            best = campaign.id, found.off
    return best


def _has_one(work: Work, campaign: Campaign, customer: str) -> bool:
    if campaign.lot is None:
        return True
    claim = claim_that_counts(work, campaign.id, customer)
    return claim is not None and claim.can_be_spent


def _has_code(campaign: Campaign, asker: Asker | None) -> bool:
    return campaign.rules is None or asker is None or has_code(campaign.rules, asker)


def _offered(
    work: Work, campaign: Campaign, shopping: Shopping, asker: Asker | None
) -> VoucherOffered:
    left = work.ledger.balance(accounts.campaign(campaign.id))
    refused = refuses(campaign, shopping.bought, asker, left, shopping.now)
    items = counted(campaign, shopping.bought)
    off = campaign.off * 0 if refused else worth(campaign, items, left, shopping.now)
    return VoucherOffered(campaign, off, refused)
