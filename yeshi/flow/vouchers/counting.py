"""Counting: how often a campaign with rules is used, and that what came back counts no more."""

from __future__ import annotations

from datetime import datetime

from yeshi.base.money import Money
from yeshi.events.altering import TicketAltered
from yeshi.events.complaints import ComplaintPaid
from yeshi.events.orders import OrderRefunded, TicketRejected
from yeshi.events.record import Event
from yeshi.flow.engine import Turn
from yeshi.flow.ports import Work
from yeshi.flow.vouchers.claiming import may_spend
from yeshi.flow.vouchers.entitling import asker_kept
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.entitled import not_entitled
from yeshi.vouchers.tally import Tally, of_all, of_customer


def may_take(turn: Turn, campaign: Campaign, customer: str, off: Money) -> bool:
    """Whether the customer may have `off` taken off an order now; what was counted of them, and of
    the day, is kept from others until the end of the work."""
    if not may_spend(turn.work, campaign, customer):
        return False
    asker = asker_kept(turn.work, campaign, customer, turn.terms.calendar.business_day(turn.now))
    return asker is None or not_entitled(campaign, asker, off, turn.now) is None


def count(turn: Turn, campaign: Campaign, customer: str, off: Money) -> None:
    """Count that the customer takes so much, which they may."""
    day = turn.terms.calendar.business_day(turn.now)
    for one in _counted_of(turn.work, campaign, customer):
        turn.work.tallies.put(one.used(day, off.fen))


def count_no_more(turn: Turn, campaign: Campaign, customer: str, off: Money, at: datetime) -> None:
    """Count no more what was counted at that moment, and came to nothing."""
    day = turn.terms.calendar.business_day(at)
    for one in _counted_of(turn.work, campaign, customer):
        turn.work.tallies.put(one.given_back(day, off.fen, whole=True))


def uncount(turn: Turn, event: Event) -> None:
    """Count no more what went back to a campaign; an order that was paid back whole is none."""
    if isinstance(event, TicketRejected | TicketAltered | OrderRefunded):
        back = event.back_to_campaign
    elif isinstance(event, ComplaintPaid):
        back = event.to_campaign
    else:
        return
    whole = isinstance(event, OrderRefunded)
    if not event.campaign or not (back or whole):
        return
    campaign = turn.work.campaigns.must(event.campaign)
    if campaign.rules is None:
        return
    order = turn.work.orders.must(event.order)
    day = turn.terms.calendar.business_day(order.placed_at)
    for one in _counted_of(turn.work, campaign, order.customer):
        turn.work.tallies.put(one.given_back(day, back.fen, whole=whole))


def _counted_of(work: Work, campaign: Campaign, customer: str) -> list[Tally]:
    """What an order of that customer is counted in, kept from others."""
    if campaign.rules is None:
        return []
    blanks = [of_customer(campaign.id, customer)]
    if campaign.rules.limits.is_of_day:
        blanks.append(of_all(campaign.id))
    return list(work.tallies.lock_each(blanks).values())
