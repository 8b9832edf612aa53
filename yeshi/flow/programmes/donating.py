"""Donating: donors, their pledges and gifts, and what merchants give of each order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yeshi.base.limits import beyond_days
from yeshi.base.money import Money, between
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.events.programmes import DonorEntered, GiftPledged, GiftReceived, MerchantPledged
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.market import merchant as market
from yeshi.people.actor import admit, admit_to
from yeshi.people.person import Role
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.programme import ended

PER_ORDER_FEN_MAX = 10_000
GIFT_FEN_MAX = 100_000_000_000


def enter_donor(engine: Engine, key: str, programme: str, name: str, named: bool) -> Answer:
    """Enter who gives to a programme, and whether the public page may name them."""

    def act(turn: Turn) -> Answer:
        refused = _gone_on(turn, programme) or admit(turn.by, programme, Role.FOUNDATION)
        if refused:
            return refused
        if not 0 < len(name.strip()) <= 120:
            return Refused(Invalid("donor", "1…120"))
        donor = Donor(turn.new_id("do"), programme, name.strip(), named)
        turn.work.donors.add(donor)
        turn.emit(DonorEntered(programme, donor.id))
        return Done({"donor": donor.id})

    return engine.perform(key, "enter_donor", act, asked=(programme, name, named))


def pledge(engine: Engine, key: str, donor_id: str, amount: Money, due_on: date) -> Answer:
    """Enter what a donor promised for a day."""

    def act(turn: Turn) -> Answer:
        donor = _donor(turn, donor_id, amount)
        if isinstance(donor, Refused):
            return donor
        beyond = beyond_days(due_on=due_on)
        if beyond:
            return beyond
        nothing = Money(0, amount.currency)
        made = Pledge(
            id=turn.new_id("pl"),
            programme=donor.programme,
            donor=donor_id,
            amount=amount,
            due_on=due_on,
            given=nothing,
        )
        turn.work.pledges.add(made)
        turn.emit(GiftPledged(donor.programme, donor_id, made.id, amount))
        return Done({"pledge": made.id})

    return engine.perform(key, "pledge", act, asked=(donor_id, amount, due_on))


def receive(
    engine: Engine, key: str, donor_id: str, amount: Money,
    pledge_id: str | None = None,
) -> Answer:  # fmt: skip
    """Book a gift that came, on a pledge or without one, into the programme's fund."""

    def act(turn: Turn) -> Answer:
        donor = _donor(turn, donor_id, amount)
        if isinstance(donor, Refused):
            return donor
        if pledge_id:
            known = turn.work.pledges.lock(pledge_id)
            if known is None:
                return Refused(Unknown("pledge", pledge_id))
            if known.donor != donor_id:
                return Refused(NotYours("pledge", pledge_id))
            turn.work.pledges.put(replace(known, given=known.given + amount))
        given = GiftReceived(donor.programme, donor_id, pledge_id or None, amount, turn.by.id)
        turn.emit(given)
        return Done({"programme": donor.programme})

    return engine.perform(key, "receive_gift", act, asked=(donor_id, amount, pledge_id))


def give_per_order(
    engine: Engine, key: str, merchant_id: str, programme: str, per_order: Money
) -> Answer:
    """Have a merchant give so much of each order from now on; the programme's end ends it."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant_id), Role.STALLHOLDER)
        if refused:
            return refused
        # Before the stall, as whoever ends a programme keeps them from others.
        over = _gone_on(turn, programme)
        merchant = turn.work.merchants.lock(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        if over:
            return over
        if not 0 <= per_order.fen <= PER_ORDER_FEN_MAX:
            return Refused(Invalid("per_order", between(0, PER_ORDER_FEN_MAX, turn.terms.currency)))
        promised = market.GiftPerOrder(programme, per_order) if per_order else None
        turn.work.merchants.put(replace(merchant, pledge=promised))
        turn.emit(MerchantPledged(programme, merchant_id, per_order))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "give_per_order", act, asked=(merchant_id, programme, per_order))


def not_given_to(work: Work, programme_id: str | None) -> Refused | None:
    """Why nothing is given to the programme; None for one that goes on, and where none is named."""
    if programme_id is None:
        return None
    programme = work.programmes.get(programme_id)
    return ended(programme) if programme else Refused(Unknown("programme", programme_id))


def _gone_on(turn: Turn, programme_id: str) -> Refused | None:
    """None for a programme that takes gifts, which does not end meanwhile."""
    programme = turn.work.programmes.lock(programme_id)
    return ended(programme) if programme else Refused(Unknown("programme", programme_id))


def _donor(turn: Turn, donor_id: str, amount: Money) -> Donor | Refused:
    """The donor, for who acts for the foundation."""
    donor = turn.work.donors.get(donor_id)
    if donor is None:
        return Refused(Unknown("donor", donor_id))
    refused = admit(turn.by, donor.programme, Role.FOUNDATION) or _gone_on(turn, donor.programme)
    if refused:
        return refused
    if not 0 < amount.fen <= GIFT_FEN_MAX:
        return Refused(Invalid("amount", between(1, GIFT_FEN_MAX, amount.currency)))
    return donor
