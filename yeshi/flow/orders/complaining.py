"""Complaining: a customer says what was wrong with what they got, and may go to the control room.

A photo is named in the record before its forms are kept, as those of dishes are, under a name that
no public address leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.complaints import BackTo, Bears, ComplaintMade
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.own_order import order_of
from yeshi.flow.ports import Answer, Done, Work
from yeshi.market.pictured import PICTURES_KEPT, KeptPicture, shown, unshown
from yeshi.orders import complaining, redress
from yeshi.orders.complaining import TroubleTold, asked_in, beyond_pictures, payer_of
from yeshi.orders.complaint import (
    BORNE_BY,
    ComplainedLine,
    Complaint,
    ComplaintState,
    ShownTrouble,
    untold,
)
from yeshi.orders.order import Order


@dataclass(frozen=True, slots=True)
class RedressAsked:
    """What a customer asks for: with which photos, and where they would get it; None as they paid.

    `quantities` of `told` are pairs, so that the same is the same however it was said.
    """

    told: TroubleTold
    to: BackTo | None = None
    pictures: tuple[ShownTrouble, ...] = ()

    @property
    def asked(self) -> tuple[object, ...]:
        """All of it, for a key that stands for it."""
        told = self.told
        pairs = tuple(sorted(told.quantities.items()))
        return (told.merchant, pairs, told.trouble, told.words, self.to, self.pictures)


def private_name(key: str, digest: str) -> str:
    """Under what name a photo lies that not everybody may see: no digest, which would be public."""
    return "p" + sha256(f"{key}:{digest}".encode()).hexdigest()[1:]


def ways_back(engine: Engine, order: Order) -> tuple[BackTo, ...]:
    """Where its customer may have it; first where it comes as it was paid.

    What was paid in cash, or by a table, is fetched at the office; where the city has wallets, they
    may have it there instead.
    """
    if order.way in (PaidBy.WALLET, PaidBy.GROUP):
        return (BackTo.WALLET,)
    if order.way is PaidBy.ONLINE:
        return (BackTo.PAYMENT,)
    return (BackTo.OFFICE, BackTo.WALLET) if engine.payments.is_trial else (BackTo.OFFICE,)


def bring_photos(
    engine: Engine,
    key: str,
    customer: str,
    order_id: str,
    asking: RedressAsked,
    names: Sequence[str],
) -> Answer:
    """Name the photos of a complaint that is about to be made, if it may be."""

    def act(turn: Turn) -> Answer:
        order = order_of(turn, customer, order_id)
        if isinstance(order, Refused):
            return order
        lines = _lines(turn, engine, order, asking)
        refused = lines if isinstance(lines, Refused) else beyond_pictures(len(names))
        if refused:
            return refused
        for name in names:
            if turn.work.pictures.lock(name) is None:
                turn.work.pictures.add(KeptPicture(name, turn.now))
        return Done({"order": order_id})

    asked = (customer, order_id, *asking.asked, tuple(names))
    return engine.perform(key, "bring_photos", act, asked=asked)


def complain(
    engine: Engine, key: str, customer: str, order_id: str, asking: RedressAsked
) -> Answer:
    """Have the customer say what was wrong with lines of a stall's part, each piece once.

    What went wrong on the way goes to the control room at once; the rest the stall answers.
    """

    def act(turn: Turn) -> Answer:
        order = order_of(turn, customer, order_id)
        if isinstance(order, Refused):
            return order
        lines = _lines(turn, engine, order, asking)
        if isinstance(lines, Refused):
            return lines
        refused = _show(turn, asking.pictures)
        if refused:
            return refused
        made = _complaint(turn, order, asking, asking.to or ways_back(engine, order)[0], lines)
        turn.work.complaints.add(made)
        event = ComplaintMade(
            made.id, order.id, made.merchant,
            zone=made.zone, trouble=made.trouble.value, asked=made.asked,
        )  # fmt: skip
        turn.emit(event)
        return Done({"complaint": made.id})

    asked = (customer, order_id, *asking.asked)
    return engine.perform(key, "complain", act, asked=asked)


def appeal(
    engine: Engine, key: str, customer: str, order_id: str, complaint_id: str, words: str
) -> Answer:
    """Have the control room decide about what the stall did not give back."""

    def act(turn: Turn) -> Answer:
        order = order_of(turn, customer, order_id)
        if isinstance(order, Refused):
            return order
        found = turn.work.complaints.lock(complaint_id)
        if found is None or found.order != order_id:
            return Refused(Unknown("complaint", complaint_id))
        after = redress.appeal(found, words, turn.now)
        if isinstance(after, Refused):
            return after
        turn.work.complaints.put(after.complaint)
        turn.emit(*after.events)
        return Done({"complaint": complaint_id})

    asked = (customer, order_id, complaint_id, words)
    return engine.perform(key, "appeal_complaint", act, asked=asked)


def forget_telling(turn: Turn, complaints: Sequence[Complaint]) -> int:
    """Keep nothing that was said and shown in those complaints; how many they were."""
    locked = [turn.work.complaints.must_lock(one.id) for one in complaints]
    found = [one for one in locked if one.tells]
    for one in found:
        _let_go(turn.work, one.pictures, turn.now)
        turn.work.complaints.put(untold(one))
    return len(found)


def _let_go(work: Work, pictures: Sequence[ShownTrouble], now: datetime) -> None:
    """Have the clock let go of the photos at its next round: they were kept long enough."""
    for one in pictures:
        known = work.pictures.lock(one.name)
        if known is not None:
            work.pictures.put(unshown(known, now - PICTURES_KEPT))


def _show(turn: Turn, pictures: Sequence[ShownTrouble]) -> Refused | None:
    refused = beyond_pictures(len(pictures))
    if refused:
        return refused
    for one in pictures:
        known = turn.work.pictures.lock(one.name)
        if known is None:
            return Refused(Unknown("picture", one.name))
        turn.work.pictures.put(shown(known))
    return None


def _lines(
    turn: Turn, engine: Engine, order: Order, asking: RedressAsked
) -> tuple[ComplainedLine, ...] | Refused:
    if asking.to is not None and asking.to not in ways_back(engine, order):
        return Refused(Invalid("back_to", "choice"))
    before = turn.work.complaints.of(order.id)
    return complaining.complain(order, asking.told, before, turn.now)


def _complaint(
    turn: Turn, order: Order, asking: RedressAsked, to: BackTo, lines: tuple[ComplainedLine, ...]
) -> Complaint:
    told, currency = asking.told, turn.terms.currency
    payer = payer_of(order, told)
    asked, voucher = asked_in(lines, currency)
    stall_answers = BORNE_BY[told.trouble] is Bears.STALL
    nothing = asked * 0
    return Complaint(
        id=turn.new_id("complaint"),
        order=order.id,
        merchant=told.merchant,
        customer=order.customer,
        zone=order.zone,
        lines=lines,
        trouble=told.trouble,
        words=told.words,
        pictures=asking.pictures,
        asked=asked,
        voucher=voucher,
        campaign=order.campaign,
        to=to,
        made_at=turn.now,
        due_at=turn.now + timedelta(seconds=turn.terms.complaint_within_s),
        state=ComplaintState.ASKED if stall_answers else ComplaintState.REFERRED,
        granted=nothing,
        from_stall=nothing,
        handed_out=nothing,
        payer=None if payer == order.customer else payer,
    )
