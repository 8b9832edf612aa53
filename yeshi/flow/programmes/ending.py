"""Ending: nobody applies or gives any more, students are paid, and what is left is passed on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.limits import beyond_reason
from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.events.programmes import (
    FundPassedOn,
    MerchantPledged,
    ProgrammeEnded,
    ProgrammeReturned,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.programmes.opening import may_keep
from yeshi.ledger import accounts
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role
from yeshi.programmes.ending import Left, left, pass_on
from yeshi.programmes.programme import Programme


@dataclass(frozen=True, slots=True)
class EndingView:
    """A programme, what is left in its fund, and the programmes it could be passed on to."""

    programme: Programme
    left: Left
    others: tuple[Programme, ...]


def end_programme(engine: Engine, key: str, programme_id: str, why: str) -> Answer:
    """Have nobody apply or give any more; stalls stop giving of each order, students are paid."""

    def act(turn: Turn) -> Answer:
        known = _kept(turn, programme_id, why)
        if isinstance(known, Refused):
            return known
        if known.ended_at:
            return Done({"programme": programme_id})
        turn.work.programmes.put(replace(known, ended_at=turn.now))
        for one in turn.work.merchants.that_give_to(programme_id):
            merchant = turn.work.merchants.lock(one)
            if merchant and merchant.pledge and merchant.pledge.programme == programme_id:
                turn.work.merchants.put(replace(merchant, pledge=None))
                nothing = Money(0, turn.terms.currency)
                turn.emit(MerchantPledged(programme_id, one, nothing))
        turn.emit(ProgrammeEnded(programme_id, why))
        return Done({"programme": programme_id})

    return engine.perform(key, "end_programme", act, asked=(programme_id, why))


def reopen_programme(engine: Engine, key: str, programme_id: str, why: str) -> Answer:
    """Have a programme that ended go on; stalls that gave of each order say so anew."""

    def act(turn: Turn) -> Answer:
        known = _kept(turn, programme_id, why)
        if isinstance(known, Refused):
            return known
        if known.ended_at:
            turn.work.programmes.put(replace(known, ended_at=None))
            turn.emit(ProgrammeReturned(programme_id, why))
        return Done({"programme": programme_id})

    return engine.perform(key, "reopen_programme", act, asked=(programme_id, why))


def pass_fund_on(
    engine: Engine, key: str, programme_id: str, to: str, amount: Money, why: str
) -> Answer:
    """Move so much of an ended programme's fund to another one of its field."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.TREASURER) or beyond_reason(why)
        if refused:
            return refused
        # By id, so that two who pass on to each other do not wait for each other.
        found = {id_: turn.work.programmes.lock(id_) for id_ in sorted({programme_id, to})}
        source, target = found[programme_id], found[to]
        if source is None or target is None:
            return Refused(Unknown("programme", programme_id if source is None else to))
        refused = pass_on(source, target, amount, _left(turn.work, source))
        if refused:
            return refused
        turn.emit(FundPassedOn(programme=programme_id, to=to, amount=amount, why=why))
        return Done({"programme": programme_id})

    return engine.perform(key, "pass_fund_on", act, asked=(programme_id, to, amount, why))


def ending(engine: Engine, programme_id: str) -> EndingView | Refused:
    """What is left of a programme, for who may end it and for who passes its fund on."""
    refused = may_keep(engine.actor, programme_id)
    refused = admit(engine.actor, CITY, Role.TREASURER) and refused
    if refused:
        return refused
    with engine.store.read() as work:
        known = work.programmes.get(programme_id)
        if known is None:
            return Refused(Unknown("programme", programme_id))
        others = (
            one for one in work.programmes.all()
            if one.field is known.field and one.id != programme_id and not one.ended_at
        )  # fmt: skip
        return EndingView(known, _left(work, known), tuple(sorted(others, key=lambda one: one.id)))


def _left(work: Work, programme: Programme) -> Left:
    held = work.ledger.balance(accounts.programme(programme.id))
    return left(held, work.students.of(programme.id), work.payments.of(programme.id))


def _kept(turn: Turn, programme_id: str, why: str) -> Programme | Refused:
    """The programme, for who may end it with a reason; kept from others."""
    refused = may_keep(turn.by, programme_id) or beyond_reason(why)
    if refused:
        return refused
    return turn.work.programmes.lock(programme_id) or Refused(Unknown("programme", programme_id))
