"""Coding: a campaign's codes are made and read by the city, and entered by customers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.ledger import VoucherCodeEntered, VoucherCodesMade
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.shopping import all_of
from yeshi.flow.vouchers.entitling import asker_of
from yeshi.flow.vouchers.launching import CAMPAIGNERS
from yeshi.ledger import accounts
from yeshi.people.actor import admit, admit_customer
from yeshi.people.person import CITY
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.code import (
    CODES_MAX,
    MADE_MAX,
    CodeNotYet,
    CodeOver,
    CodeUnknown,
    CodeUsed,
    VoucherCode,
    made_of,
    plain_code,
)
from yeshi.vouchers.entitled import never_entitled
from yeshi.vouchers.rules import CodeKind
from yeshi.vouchers.tally import of_customer
from yeshi.vouchers.worth import VoucherUsedUp


@dataclass(frozen=True, slots=True)
class CodesSeen:
    """A campaign and its codes, as they were made."""

    campaign: Campaign
    codes: tuple[VoucherCode, ...]

    @property
    def entered(self) -> int:
        """How many of them somebody has entered."""
        return sum(one.customer is not None for one in self.codes)


def make_codes(engine: Engine, key: str, campaign_id: str, count: int) -> Answer:
    """Make so many codes, each of which is entered once; the answer has how many there are."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *CAMPAIGNERS)
        if refused:
            return refused
        campaign = turn.work.campaigns.lock(campaign_id)
        if campaign is None or _kind_of(campaign) is not CodeKind.EACH:
            return Refused(Unknown("campaign", campaign_id))
        known = len(turn.work.voucher_codes.of(campaign_id))
        most = min(MADE_MAX, CODES_MAX - known)
        if not 1 <= count <= most:
            return Refused(Invalid("count", f"1…{most}"))
        for _ in range(count):
            # An id that is made as all others are is as good a secret: nobody is told it.
            code = made_of(turn.new_id("vc"))
            turn.work.voucher_codes.add(
                VoucherCode(id=code, campaign=campaign_id, single=True, made_at=turn.now)
            )
        turn.emit(VoucherCodesMade(campaign_id, count))
        return Done({"count": str(known + count)})

    return engine.perform(key, "make_codes", act, asked=(campaign_id, count))


def codes_of(engine: Engine, campaign_id: str) -> CodesSeen | Refused:
    """The campaign's codes, in the order of their making."""
    refused = admit(engine.actor, CITY, *CAMPAIGNERS)
    if refused:
        return refused
    with engine.store.read() as work:
        campaign = work.campaigns.get(campaign_id)
        if campaign is None or _kind_of(campaign) is CodeKind.NONE:
            return Refused(Unknown("campaign", campaign_id))
        found = sorted(work.voucher_codes.of(campaign_id), key=lambda one: (one.made_at, one.id))
    return CodesSeen(campaign, tuple(found))


def enter_code(engine: Engine, key: str, customer: str, typed: str) -> Answer:
    """Have the customer hold a voucher by the code that was typed; the answer names its campaign.

    Entering the same one again changes nothing.
    """

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        if refused:
            return refused
        code = turn.work.voucher_codes.get(plain_code(typed))
        if code is None:
            return Refused(CodeUnknown())
        campaign = turn.work.campaigns.must(code.campaign)
        return _refuses(turn, campaign) or _entered(turn, campaign, customer, code)

    return engine.perform(key, "enter_code", act, asked=(customer, plain_code(typed)))


def _refuses(turn: Turn, campaign: Campaign) -> Refused | None:
    """Why nobody may enter a code of the campaign now; None where they may."""
    if turn.now < campaign.begins_at:
        begins = turn.terms.calendar.local(campaign.begins_at).strftime("%Y-%m-%d %H:%M")
        return Refused(CodeNotYet(campaign.id, begins))
    if campaign.ends_at <= turn.now:
        return Refused(CodeOver(campaign.id))
    left = turn.work.ledger.balance(accounts.campaign(campaign.id))
    return Refused(VoucherUsedUp(campaign.id)) if left < campaign.off else None


def _entered(turn: Turn, campaign: Campaign, customer: str, code: VoucherCode) -> Answer:
    own = [of_customer(campaign.id, one) for one in all_of(turn.work, customer)]
    tallies = turn.work.tallies.lock_each(own)
    had = Done({"campaign": campaign.id})
    if code.single:
        code = turn.work.voucher_codes.must_lock(code.id)
        if code.customer is not None:
            return had if any(one.customer == code.customer for one in own) else Refused(CodeUsed())
    elif any(one.codes for one in tallies.values()):
        return had
    day = turn.terms.calendar.business_day(turn.now)
    asker = asker_of(turn.work, campaign, customer, tallies.values(), day)
    # Before it is theirs: a code that they can make no use of is somebody else's still.
    refused = never_entitled(campaign, asker, turn.now)
    if refused:
        return refused
    if code.single:
        turn.work.voucher_codes.put(replace(code, customer=customer, entered_at=turn.now))
    kept = tallies[of_customer(campaign.id, customer).id]
    turn.work.tallies.put(replace(kept, codes=kept.codes + 1))
    turn.emit(VoucherCodeEntered(campaign.id, customer))
    return had


def _kind_of(campaign: Campaign) -> CodeKind:
    return campaign.rules.code if campaign.rules else CodeKind.NONE
