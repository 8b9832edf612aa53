"""Claiming: customers claim a campaign's vouchers, and a lot decides among them."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.errors import InvariantBroken
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import there
from yeshi.events.ledger import VoucherClaimed, VouchersDrawn
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.shopping import all_of
from yeshi.people.actor import admit_customer
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Claim, ClaimsClosed, claim_id, draw


def claim(engine: Engine, key: str, customer: str, campaign_id: str) -> Answer:
    """Claim a voucher of a campaign that draws lots; claiming again changes nothing."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        campaign = turn.work.campaigns.get(campaign_id)
        if campaign is None:
            return Refused(Unknown("campaign", campaign_id))
        if not campaign.takes_claims(turn.now):
            return Refused(ClaimsClosed(campaign.id))
        known = claim_that_counts(turn.work, campaign_id, customer)
        id_ = known.id if known else claim_id(campaign_id, customer)
        if known is None:
            turn.work.claims.add(
                Claim(id=id_, campaign=campaign_id, customer=customer, claimed_at=turn.now)
            )
            turn.emit(VoucherClaimed(campaign_id, id_))
        return Done({"claim": id_})

    return engine.perform(key, "claim_voucher", act, asked=(customer, campaign_id))


def claim_that_counts(work: Work, campaign: str, customer: str) -> Claim | None:
    """The one claim in the lot that counts for whoever that customer is.

    It is the first that they made; one of a device that became theirs later is worth nothing
    beside it, so that nobody has two chances in one draw.
    """
    ids = [claim_id(campaign, one) for one in all_of(work, customer)]
    found = work.claims.get_many(ids).values()
    return min(found, key=lambda one: (one.claimed_at, one.id), default=None)


def lots_due(engine: Engine) -> list[Campaign]:
    """The campaigns whose claims are closed and whose lot is not drawn, by id."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        return [one for one in work.campaigns.all() if one.is_to_be_drawn(now)]


def draw_lot(engine: Engine, due: Campaign) -> Answer:
    """Draw a campaign's lot; the answer tells how many won."""
    return engine.perform(f"draw:{due.id}", "draw_lots", lambda turn: _drawn(turn, due.id))


def _drawn(turn: Turn, campaign_id: str) -> Answer:
    campaign = turn.work.campaigns.must_lock(campaign_id)
    lot = there(campaign.lot, f"lot of {campaign_id}")
    claims = turn.work.claims.of(campaign_id)
    seed, winners = draw(lot, claims)
    for one in claims:
        turn.work.claims.put(replace(one, won=one.id in winners))
    turn.work.campaigns.put(replace(campaign, lot=replace(lot, drawn_at=turn.now)))
    turn.emit(VouchersDrawn(campaign_id, len(claims), len(winners), seed))
    return Done({"winners": str(len(winners))})


def may_spend(work: Work, campaign: Campaign, customer: str) -> bool:
    """Whether the customer may use the campaign: anybody, or whoever won and has not spent it."""
    if campaign.lot is None:
        return True
    known = claim_that_counts(work, campaign.id, customer)
    found = work.claims.lock(known.id) if known else None
    if found is None or not found.can_be_spent:
        return False
    # What waits to be paid has it, though no order is there yet on which it was spent.
    quotes = (quote for one in all_of(work, customer) for quote in work.quotes.of_customer(one))
    return not any(one.is_held and one.campaign == campaign.id for one in quotes)


def spend(work: Work, campaign: Campaign, customer: str, order: str) -> None:
    """Note where a drawn voucher was spent; InvariantBroken when it cannot be spent (again)."""
    if campaign.lot is None:
        return
    known = there(claim_that_counts(work, campaign.id, customer), f"claim of {customer}")
    found = work.claims.must_lock(known.id)
    if not found.can_be_spent:
        raise InvariantBroken(f"the voucher {found.id} cannot be spent on {order}: {found}")
    work.claims.put(replace(found, order=order))


def give_back(work: Work, campaign_id: str, customer: str, order: str) -> None:
    """Let a voucher be spent again whose order was refunded, where it was drawn by lot."""
    if work.campaigns.must(campaign_id).lot is None:
        return
    for one in all_of(work, customer):
        found = work.claims.lock(claim_id(campaign_id, one))
        if found is not None and found.order == order:
            work.claims.put(replace(found, order=None))


def lots_of(engine: Engine, customer: str) -> list[tuple[Campaign, Claim | None]]:
    """The lots that a customer may claim in now, or has claimed in and not forgotten."""
    now = engine.clock.now()
    with engine.store.read() as work:
        found = []
        for campaign in work.campaigns.all():
            if campaign.lot is None or now >= campaign.ends_at:
                continue
            own = claim_that_counts(work, campaign.id, customer)
            if own is not None or campaign.takes_claims(now):
                found.append((campaign, own))
    return found
