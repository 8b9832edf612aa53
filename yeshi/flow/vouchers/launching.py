"""Launching: voucher campaigns, their budgets, and their end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.base.calendar import Calendar
from yeshi.base.limits import beyond_moments, beyond_reason
from yeshi.base.money import Money
from yeshi.base.names import Name, beyond_name, id_for
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.ledger import CampaignEnded, CampaignFunded, CampaignLaunched
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ids_taken import IdsTaken
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.vouchers.places import known_sectors, places_of
from yeshi.ledger import accounts
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role
from yeshi.vouchers.campaign import Campaign, check, end
from yeshi.vouchers.code import VoucherCode, word_for_all
from yeshi.vouchers.cost import cost_at_most
from yeshi.vouchers.rules import EVERYWHERE, CodeKind, Rules, as_kept

# Who launches campaigns and ends them; the treasurer alone gives them money.
CAMPAIGNERS = (Role.OFFICIAL, Role.TREASURER)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEntry:
    """What somebody enters of a campaign without a lot.

    `code`: the word for all, where its rules ask for one.
    """

    name: Name
    threshold: Money
    off: Money
    begins_at: datetime
    ends_at: datetime
    rules: Rules | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class CampaignSeen:
    """A campaign, what is left of its budget, and where alone it is spent.

    `at_most`: what its rules let it cost in all; None where its budget alone bounds it.
    """

    campaign: Campaign
    left: Money
    places: tuple[Name, ...]
    at_most: Money | None


def launch_campaign(engine: Engine, key: str, campaign: Campaign, code: str = "") -> Answer:
    """Launch a voucher campaign; its budget comes by `fund_campaign`. `code`: the word for all."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *CAMPAIGNERS)
        if refused:
            return refused
        if turn.work.campaigns.get(campaign.id):
            return Refused(Invalid("id", f"{campaign.id} exists"))
        return _launch(turn, campaign, code)

    asked = (campaign, code) if code else (campaign,)
    return engine.perform(key, "launch_campaign", act, asked=asked)


def enter_campaign(engine: Engine, key: str, entry: CampaignEntry) -> Answer:
    """Launch a campaign under an id of its name; the answer has it as `campaign`."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *CAMPAIGNERS) or beyond_name(entry.name)
        if refused:
            return refused
        id_ = id_for(entry.name, "campaign", IdsTaken(turn.work.campaigns))
        return _launch(turn, _campaign(entry, id_), entry.code)

    return engine.perform(key, "enter_campaign", act, asked=(entry,))


def end_campaign(engine: Engine, key: str, campaign_id: str, why: str) -> Answer:
    """Have a campaign end now; orders that were placed with it keep what they were given."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *CAMPAIGNERS) or beyond_reason(why)
        if refused:
            return refused
        campaign = turn.work.campaigns.lock(campaign_id)
        if campaign is None:
            return Refused(Unknown("campaign", campaign_id))
        ended = end(campaign, turn.now)
        if ended != campaign:
            turn.work.campaigns.put(ended)
            turn.emit(CampaignEnded(campaign_id, why))
        return Done({"campaign": campaign_id})

    return engine.perform(key, "end_campaign", act, asked=(campaign_id, why))


def campaigns_seen(engine: Engine) -> tuple[CampaignSeen, ...] | Refused:
    """All campaigns, those that end last first, with what is left of their budgets."""
    refused = admit(engine.actor, CITY, *CAMPAIGNERS)
    if refused:
        return refused
    with engine.store.read() as work:
        found = sorted(work.campaigns.all(), key=lambda one: (one.ends_at, one.id), reverse=True)
        return tuple(_seen(work, one, engine.terms.calendar) for one in found)


def markets_to_name(engine: Engine) -> list[tuple[str, Name]]:
    """The markets that there are, by id and name, among which a campaign may be spent."""
    with engine.store.read() as work:
        return [(one.id, one.name) for one in work.markets.all() if one.ended_at is None]


def _seen(work: Work, campaign: Campaign, calendar: Calendar) -> CampaignSeen:
    rules = campaign.rules
    by_each = rules is not None and rules.code is CodeKind.EACH
    codes = len(work.voucher_codes.of(campaign.id)) if by_each else 0
    return CampaignSeen(
        campaign,
        work.ledger.balance(accounts.campaign(campaign.id)),
        places_of(work, campaign),
        cost_at_most(rules, campaign.off, days_of(campaign, calendar), codes),
    )


def days_of(campaign: Campaign | CampaignEntry, calendar: Calendar) -> int:
    """On how many business days it is under way."""
    last = calendar.business_day(campaign.ends_at - timedelta(microseconds=1))
    return (last - calendar.business_day(campaign.begins_at)).days + 1


@dataclass(frozen=True, slots=True)
class CampaignForeseen:
    """A campaign that may be launched as it is entered: where alone it is spent, and `at_most`."""

    places: tuple[Name, ...]
    at_most: Money | None


def foresee_campaign(engine: Engine, entry: CampaignEntry) -> CampaignForeseen | Refused:
    """What the campaign would cost at most, before it is launched; or what is wrong with it."""
    refused = admit(engine.actor, CITY, *CAMPAIGNERS) or beyond_name(entry.name)
    if refused:
        return refused
    campaign = _campaign(entry, "campaign")
    with engine.store.read() as work:
        refused = _unfit(work, campaign)
        if refused:
            return refused
        days = days_of(campaign, engine.terms.calendar)
        at_most = cost_at_most(campaign.rules, campaign.off, days, 0)
        return CampaignForeseen(places_of(work, campaign), at_most)


def _campaign(entry: CampaignEntry, id_: str) -> Campaign:
    return Campaign(
        id=id_,
        name=entry.name,
        threshold=entry.threshold,
        off=entry.off,
        begins_at=entry.begins_at,
        ends_at=entry.ends_at,
        rules=as_kept(entry.rules),
    )


def _unfit(work: Work, campaign: Campaign) -> Refused | None:
    """What is wrong with a campaign; None where nothing is."""
    lot = campaign.lot
    beyond = beyond_moments(
        begins_at=campaign.begins_at,
        ends_at=campaign.ends_at,
        claims_until=lot.claims_until if lot else None,
    )
    return beyond or check(campaign) or _names_nothing(work, campaign)


def _launch(turn: Turn, campaign: Campaign, typed: str) -> Answer:
    refused = _unfit(turn.work, campaign)
    if refused:
        return refused
    by_word = campaign.rules is not None and campaign.rules.code is CodeKind.ONE
    word = _free_word(turn, typed) if by_word else ""
    if isinstance(word, Refused):
        return word
    turn.work.campaigns.add(campaign)
    if word:
        _have_word(turn, campaign.id, word)
    turn.emit(CampaignLaunched(campaign.id))
    return Done({"campaign": campaign.id})


def _names_nothing(work: Work, campaign: Campaign) -> Refused | None:
    """That a market or stall where it is spent, or a kind of stall, is not there; None where all
    are."""
    where = campaign.rules.where if campaign.rules else EVERYWHERE
    for market in where.markets:
        if work.markets.get(market) is None:
            return Refused(Unknown("market", market))
    for merchant in where.merchants:
        if work.merchants.get(merchant) is None:
            return Refused(Unknown("merchant", merchant))
    if where.sectors and not known_sectors(work).issuperset(where.sectors):
        return Refused(Invalid("sectors", "choice"))
    return None


def _free_word(turn: Turn, typed: str) -> str | Refused:
    """The word for all as it is kept; refused while another campaign has it that is not over."""
    word = word_for_all(typed)
    if isinstance(word, Refused):
        return word
    known = turn.work.voucher_codes.lock(word)
    if known is None:
        return word
    has_it = turn.work.campaigns.must(known.campaign)
    taken = known.single or turn.now < has_it.ends_at
    return Refused(Invalid("code", "taken")) if taken else word


def _have_word(turn: Turn, campaign: str, word: str) -> None:
    codes = turn.work.voucher_codes
    if codes.get(word) is not None:
        codes.let_go([word])
    codes.add(VoucherCode(id=word, campaign=campaign, single=False, made_at=turn.now))


def fund_campaign(engine: Engine, key: str, campaign_id: str, amount: Money) -> Answer:
    """Give a campaign a budget from the city's."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.TREASURER)
        if refused:
            return refused
        if turn.work.campaigns.get(campaign_id) is None:
            return Refused(Unknown("campaign", campaign_id))
        if amount.fen <= 0:
            return Refused(Invalid("amount", f"< {Money(1, amount.currency).plain()}"))
        turn.emit(CampaignFunded(campaign_id, amount))
        return Done({"campaign": campaign_id})

    return engine.perform(key, "fund_campaign", act, asked=(campaign_id, amount))
