"""Redressing: stalls answer complaints, the clock for who is silent, and the control room decides.

Whoever pays locks the order first: what a stall bears of it is reckoned complaint by complaint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import there
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.orders import redress
from yeshi.orders.complaint import Complaint
from yeshi.orders.redress import FeeTaken, Redress, Ruling, fee_taken
from yeshi.people.actor import admit, admit_to, admit_to_zone
from yeshi.people.person import CITY, TILL, Role

# So many of those whose time is over are agreed to in a round; the next one goes on.
A_ROUND = 200


def agree(
    engine: Engine,
    key: str,
    merchant: str,
    complaint_id: str,
    quantities: Mapping[int, int] | None = None,
    answer: str = "",
) -> Answer:
    """Have the stall give back all of it, or so many of each line by its number."""

    def act(turn: Turn) -> Answer:
        found = _of_stall(turn, merchant, complaint_id)
        if isinstance(found, Refused):
            return found
        fee = _fee(turn, found)
        return _keep(turn, redress.agree(found, fee, turn.now, quantities, answer))

    pairs = None if quantities is None else tuple(sorted(quantities.items()))
    asked = (merchant, complaint_id, pairs, answer)
    return engine.perform(key, "agree_to_complaint", act, asked=asked)


def decline(engine: Engine, key: str, merchant: str, complaint_id: str, answer: str) -> Answer:
    """Have the stall give nothing back, and say why; its customer may go to the control room."""

    def act(turn: Turn) -> Answer:
        found = _of_stall(turn, merchant, complaint_id)
        if isinstance(found, Refused):
            return found
        return _keep(turn, redress.decline(found, answer, turn.now))

    asked = (merchant, complaint_id, answer)
    return engine.perform(key, "decline_complaint", act, asked=asked)


def unanswered(engine: Engine) -> list[Complaint]:
    """The complaints that their stalls did not answer in time."""
    with engine.store.read() as work:
        return work.complaints.unanswered_at(engine.clock.now(), A_ROUND)


def agree_by_itself(engine: Engine, late: Complaint) -> Answer:
    """Give back all of a complaint that its stall did not answer in time."""

    def act(turn: Turn) -> Answer:
        found = _locked(turn, late.id)
        if isinstance(found, Refused):
            return found
        return _keep(turn, redress.agree_by_itself(found, _fee(turn, found), turn.now))

    return engine.perform(f"complaint_due:{late.id}", "agree_by_itself", act)


def uphold(engine: Engine, key: str, complaint_id: str, ruling: Ruling) -> Answer:
    """Have an operator give so much of it back, borne by whom they say, with a reason."""

    def act(turn: Turn, found: Complaint) -> Redress | Refused:
        return redress.uphold(found, ruling, _fee(turn, found), turn.now)

    return _decide(engine, key, "uphold_complaint", complaint_id, (ruling,), act)


def dismiss(engine: Engine, key: str, complaint_id: str, why: str) -> Answer:
    """Have an operator give nothing more of it back, with a reason."""

    def act(turn: Turn, found: Complaint) -> Redress | Refused:
        return redress.dismiss(found, why, turn.now)

    return _decide(engine, key, "dismiss_complaint", complaint_id, (why,), act)


def hand_out(engine: Engine, key: str, complaint_id: str, why: str) -> Answer:
    """Enter that the office handed its customer the cash that waited for them."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OPERATOR, Role.TREASURER)
        if refused:
            return refused
        found = _locked(turn, complaint_id)
        if isinstance(found, Refused):
            return found
        return _keep(turn, redress.hand_out(found, why))

    return engine.perform(key, "hand_out_complaint", act, asked=(complaint_id, why))


def _decide(
    engine: Engine, key: str, command: str, complaint_id: str, asked: tuple[object, ...],
    decision: Callable[[Turn, Complaint], Redress | Refused],
) -> Answer:  # fmt: skip
    def act(turn: Turn) -> Answer:
        known = turn.work.complaints.get(complaint_id)
        unknown = Unknown("complaint", complaint_id)
        refused = admit_to_zone(turn.by, known.zone if known else CITY, unknown, Role.OPERATOR)
        if refused:
            return refused
        found = _locked(turn, complaint_id)
        if isinstance(found, Refused):
            return found
        return _keep(turn, decision(turn, found))

    return engine.perform(key, command, act, asked=(complaint_id, *asked))


def _locked(turn: Turn, complaint_id: str) -> Complaint | Refused:
    """The complaint and its order, kept from others."""
    known = turn.work.complaints.get(complaint_id)
    if known is None:
        return Refused(Unknown("complaint", complaint_id))
    turn.work.orders.must_lock(known.order)
    return turn.work.complaints.must_lock(complaint_id)


def _of_stall(turn: Turn, merchant: str, complaint_id: str) -> Complaint | Refused:
    """The complaint, for who is at the stall's till; another's is none."""
    refused = admit_to(turn.by, Unknown("merchant", merchant), *TILL)
    if refused:
        return refused
    found = _locked(turn, complaint_id)
    if isinstance(found, Refused) or found.merchant != merchant:
        return Refused(Unknown("complaint", complaint_id))
    return found


def _fee(turn: Turn, complaint: Complaint) -> FeeTaken:
    order = turn.work.orders.must_lock(complaint.order)
    terms = there(turn.in_force.numbered(order.terms), f"terms {order.terms} of {order.id}")
    return fee_taken(order, complaint, terms.commission, turn.work.complaints.of(order.id))


def _keep(turn: Turn, after: Redress | Refused) -> Answer:
    if isinstance(after, Refused):
        return after
    turn.work.complaints.put(after.complaint)
    turn.emit(*after.events)
    return Done({"complaint": after.complaint.id})
