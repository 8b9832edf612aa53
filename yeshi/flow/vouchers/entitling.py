"""Entitling: what a campaign's rules ask of a customer, whichever device they order on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from yeshi.base.sure import there
from yeshi.flow.ports import Work
from yeshi.flow.shopping import all_of
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.entitled import Asker
from yeshi.vouchers.rules import CustomerGroup
from yeshi.vouchers.tally import Tally, of_all, of_customer


def blanks_of(work: Work, campaign: Campaign, customer: str) -> list[Tally]:
    """What is counted of the person behind that customer, and of all where a day has its limit."""
    rules = there(campaign.rules, f"rules of {campaign.id}")
    own = [of_customer(campaign.id, one) for one in all_of(work, customer)]
    return [*own, of_all(campaign.id)] if rules.limits.is_of_day else own


def tallies_of(work: Work, customer: str) -> tuple[Tally, ...]:
    """What is counted of that customer, by campaign; of campaigns with rules."""
    ruled = [one.id for one in work.campaigns.all() if one.rules is not None]
    ids = [of_customer(one, customer).id for one in ruled]
    return tuple(work.tallies.get_many(ids).values()) if ids else ()


def asker_of(
    work: Work, campaign: Campaign, customer: str, tallies: Collection[Tally], day: date
) -> Asker:
    """The customer as the campaign's rules see them, by what was counted so far."""
    rules = there(campaign.rules, f"rules of {campaign.id}")
    own = [one for one in tallies if one.customer]
    every = [one for one in tallies if not one.customer]
    looks_back = rules.group is not CustomerGroup.EVERYBODY
    return Asker(
        signed_in=work.shoppers.get(customer) is not None,
        codes=sum(one.codes for one in own),
        times=sum(one.times for one in own),
        day_times=sum(one.times_on(day) for one in own),
        all_day_times=sum(one.times_on(day) for one in every),
        all_day_fen=sum(one.fen_on(day) for one in every),
        ordered_at=work.orders.last_placed(all_of(work, customer)) if looks_back else None,
    )


def asker_seen(work: Work, campaign: Campaign, customer: str, day: date) -> Asker | None:
    """The same as it is now, kept from nobody; None for a campaign without rules."""
    if campaign.rules is None:
        return None
    ids = [one.id for one in blanks_of(work, campaign, customer)]
    found = work.tallies.get_many(ids)
    return asker_of(work, campaign, customer, found.values(), day)


def asker_kept(work: Work, campaign: Campaign, customer: str, day: date) -> Asker | None:
    """The same, and nobody uses the campaign as that customer, or beyond the day's limit, until
    the work is at its end; None for a campaign without rules."""
    if campaign.rules is None:
        return None
    found = work.tallies.lock_each(blanks_of(work, campaign, customer))
    return asker_of(work, campaign, customer, found.values(), day)
