"""Launching: voucher campaigns, their budgets, and their end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.limits import beyond_moments, beyond_reason
from yeshi.base.money import Money
from yeshi.base.names import Name, beyond_name, id_for
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.ledger import CampaignEnded, CampaignFunded, CampaignLaunched
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ids_taken import IdsTaken
from yeshi.flow.ports import Answer, Done
from yeshi.ledger import accounts
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role
from yeshi.vouchers.campaign import Campaign, check, end

# Who launches campaigns and ends them; the treasurer alone gives them money.
CAMPAIGNERS = (Role.OFFICIAL, Role.TREASURER)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEntry:
    """What somebody enters of a campaign without a lot."""

    name: Name
    threshold: Money
    off: Money
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class CampaignSeen:
    """A campaign, and what is left of its budget."""

    campaign: Campaign
    left: Money


def launch_campaign(engine: Engine, key: str, campaign: Campaign) -> Answer:
    """Launch a voucher campaign; its budget comes by `fund_campaign`."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *CAMPAIGNERS)
        if refused:
            return refused
        if turn.work.campaigns.get(campaign.id):
            return Refused(Invalid("id", f"{campaign.id} exists"))
        return _launch(turn, campaign)

    return engine.perform(key, "launch_campaign", act, asked=(campaign,))


def enter_campaign(engine: Engine, key: str, entry: CampaignEntry) -> Answer:
    """Launch a campaign under an id of its name; the answer has it as `campaign`."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *CAMPAIGNERS) or beyond_name(entry.name)
        if refused:
            return refused
        return _launch(
            turn,
            Campaign(
                id=id_for(entry.name, "campaign", IdsTaken(turn.work.campaigns)),
                name=entry.name,
                threshold=entry.threshold,
                off=entry.off,
                begins_at=entry.begins_at,
                ends_at=entry.ends_at,
            ),
        )

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
        return tuple(
            CampaignSeen(one, work.ledger.balance(accounts.campaign(one.id))) for one in found
        )


def _launch(turn: Turn, campaign: Campaign) -> Answer:
    lot = campaign.lot
    beyond = beyond_moments(
        begins_at=campaign.begins_at,
        ends_at=campaign.ends_at,
        claims_until=lot.claims_until if lot else None,
    )
    refused = beyond or check(campaign)
    if refused:
        return refused
    turn.work.campaigns.add(campaign)
    turn.emit(CampaignLaunched(campaign.id))
    return Done({"campaign": campaign.id})


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
