"""Launching: voucher campaigns and their budgets."""

from __future__ import annotations

from yeshi.base.limits import beyond_moments
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.ledger import CampaignFunded
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role
from yeshi.vouchers.campaign import Campaign, check


def launch_campaign(engine: Engine, key: str, campaign: Campaign) -> Answer:
    """Launch a voucher campaign; its budget comes by `fund_campaign`."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OFFICIAL, Role.TREASURER)
        if refused:
            return refused
        if turn.work.campaigns.get(campaign.id):
            return Refused(Invalid("id", f"{campaign.id} exists"))
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
        return Done({"campaign": campaign.id})

    return engine.perform(key, "launch_campaign", act, asked=(campaign,))


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
