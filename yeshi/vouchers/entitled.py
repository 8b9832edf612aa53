"""Who may use a campaign's voucher: what its rules ask, and what speaks against it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yeshi.base.money import Money, total
from yeshi.base.refused import Reason, Refused
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.rules import Bought, CodeKind, CustomerGroup, Rules, counts_of
from yeshi.vouchers.worth import VoucherFromMore, unworthy, worth


@dataclass(frozen=True, slots=True)
class VoucherForCode(Reason):
    """The campaign's vouchers are for who enters a code, and this customer has none left."""

    campaign: str


@dataclass(frozen=True, slots=True)
class CodesEnough(Reason):
    """The customer has entered as many codes of the campaign as one may use."""

    campaign: str
    times: int


@dataclass(frozen=True, slots=True)
class VoucherForAccount(Reason):
    """The campaign's vouchers are for who has signed in."""

    campaign: str


@dataclass(frozen=True, slots=True)
class VoucherForNew(Reason):
    """The campaign's vouchers are for who never ordered before."""

    campaign: str


@dataclass(frozen=True, slots=True)
class VoucherForAway(Reason):
    """The campaign's vouchers are for who ordered before, but not for so many days."""

    campaign: str
    days: int


@dataclass(frozen=True, slots=True)
class VoucherBesideDeal(Reason):
    """The campaign's vouchers are not taken off what a stall's own deal takes something off."""

    campaign: str


@dataclass(frozen=True, slots=True)
class VoucherElsewhere(Reason):
    """The campaign's vouchers are spent at other stalls."""

    campaign: str


@dataclass(frozen=True, slots=True)
class VoucherTaken(Reason):
    """The customer used the campaign as often as one may."""

    campaign: str
    times: int


@dataclass(frozen=True, slots=True)
class VoucherTakenToday(Reason):
    """The customer used the campaign today as often as one may on a day."""

    campaign: str
    times: int


@dataclass(frozen=True, slots=True)
class VoucherOutToday(Reason):
    """What the campaign gives on a day is given out."""

    campaign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who would use a voucher, as far as rules ask; of a person with several devices, the person.

    `codes` that they entered; orders of theirs that took it, `times` in all and `day_times` today;
    `all_day_times` and `all_day_fen`: what all had today. `ordered_at`: when they last ordered.
    """

    signed_in: bool
    codes: int = 0
    times: int = 0
    day_times: int = 0
    all_day_times: int = 0
    all_day_fen: int = 0
    ordered_at: datetime | None = None


def counted(campaign: Campaign, bought: Collection[Bought]) -> Money:
    """What of an order counts for the campaign's vouchers."""
    return total((counts_of(campaign.rules, one) for one in bought), campaign.off.currency)


def has_code(rules: Rules, asker: Asker) -> bool:
    """Whether they have a code for one order more, where one is asked for."""
    if rules.code is CodeKind.EACH:
        return asker.codes > asker.times
    return rules.code is CodeKind.NONE or asker.codes > 0


def refuses(
    campaign: Campaign, bought: Collection[Bought], asker: Asker | None, left: Money, now: datetime
) -> Refused | None:
    """Why the campaign, with so much money `left`, takes nothing off what is bought; None where it
    does. What cannot be mended is said before what a larger order would mend."""
    items = counted(campaign, bought)
    short = unworthy(campaign, items, left, now)
    if short and not isinstance(short.reason, VoucherFromMore):
        return short
    if bought and not items:
        return Refused(_counts_nothing(campaign, bought))
    off = worth(campaign, items, left, now) or campaign.off
    theirs = not_entitled(campaign, asker, off, now) if asker else None
    return theirs or short


def _counts_nothing(campaign: Campaign, bought: Collection[Bought]) -> Reason:
    """Why: it is not spent at any of the stalls, or all there has a deal."""
    rules = campaign.rules
    beside = replace(rules, beside_deals=True) if rules else None
    if any(counts_of(beside, one) for one in bought):
        return VoucherBesideDeal(campaign.id)
    return VoucherElsewhere(campaign.id)


def not_entitled(campaign: Campaign, asker: Asker, off: Money, now: datetime) -> Refused | None:
    """Why the asker cannot have `off` taken off by the campaign; None where they can."""
    rules = campaign.rules
    if rules is None:
        return None
    found = _not_theirs(campaign.id, rules, asker, now) or _too_often(
        campaign.id, rules, asker, off
    )
    return Refused(found) if found else None


def never_entitled(campaign: Campaign, asker: Asker, now: datetime) -> Refused | None:
    """Why one code more of the campaign is of no use to the asker, whatever they order until its
    end; None where it is."""
    rules = campaign.rules
    if rules is None:
        return None
    id_, own = campaign.id, rules.limits.own
    if rules.signed_in and not asker.signed_in:
        return Refused(VoucherForAccount(id_))
    if rules.group is CustomerGroup.NEW and asker.ordered_at is not None:
        return Refused(VoucherForNew(id_))
    if rules.group is CustomerGroup.AWAY:
        days = rules.away_days or 0
        if (asker.ordered_at or now) + timedelta(days=days) >= campaign.ends_at:
            return Refused(VoucherForAway(id_, days))
    if rules.code is CodeKind.EACH and own is not None and asker.codes >= own:
        return Refused(CodesEnough(id_, own))
    return None


def _not_theirs(id_: str, rules: Rules, asker: Asker, now: datetime) -> Reason | None:
    if rules.signed_in and not asker.signed_in:
        return VoucherForAccount(id_)
    if not has_code(rules, asker):
        return VoucherForCode(id_)
    if rules.group is CustomerGroup.NEW and asker.ordered_at is not None:
        return VoucherForNew(id_)
    if rules.group is CustomerGroup.AWAY and not _was_away(rules, asker, now):
        return VoucherForAway(id_, rules.away_days or 0)
    return None


def _was_away(rules: Rules, asker: Asker, now: datetime) -> bool:
    away = timedelta(days=rules.away_days or 0)
    return asker.ordered_at is not None and asker.ordered_at <= now - away


def _too_often(id_: str, rules: Rules, asker: Asker, off: Money) -> Reason | None:
    limits = rules.limits
    if limits.own is not None and asker.times >= limits.own:
        return VoucherTaken(id_, limits.own)
    if limits.own_day is not None and asker.day_times >= limits.own_day:
        return VoucherTakenToday(id_, limits.own_day)
    if limits.day is not None and asker.all_day_times >= limits.day:
        return VoucherOutToday(id_)
    if limits.day_off is not None and asker.all_day_fen + off.fen > limits.day_off.fen:
        return VoucherOutToday(id_)
    return None
