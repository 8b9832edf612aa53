"""Amending: what an accord and its commitments say is altered with a reason; and it ends."""

from __future__ import annotations

from dataclasses import replace

from yeshi.accords import amending
from yeshi.accords.accord import Accord, AccordOutcome, over
from yeshi.accords.commitment import alter
from yeshi.base.limits import beyond_reason
from yeshi.base.refused import Refused, Unknown
from yeshi.events.accords import AccordAmended, AccordEnded, AccordReturned, CommitmentAltered
from yeshi.flow.accords.signing import beyond_accord, may_sign
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import Actor, admit
from yeshi.people.person import Role


def may_steer(by: Actor, accord_id: str) -> Refused | None:
    """None for who amends an accord and ends it: its secretariat, and who enters accords."""
    refused = admit(by, accord_id, Role.SECRETARY)
    return may_sign(by) and refused


def amend_accord(engine: Engine, key: str, accord_id: str, wanted: Accord, why: str) -> Answer:
    """Have an accord say something else from now on; what it said stays with it."""

    def act(turn: Turn) -> Answer:
        known = _steered(turn, accord_id, why)
        if isinstance(known, Refused):
            return known
        undertaken = turn.work.commitments.of(accord_id)
        said = beyond_accord(turn.work, replace(wanted, id=accord_id)) or amending.amend(
            known, wanted, undertaken, why, turn.now
        )
        if isinstance(said, Refused):
            return said
        changed = amending.differing(known, said)
        if changed:
            turn.work.accords.put(said)
            turn.emit(AccordAmended(accord_id, changed, why))
        return Done({"accord": accord_id})

    return engine.perform(key, "amend_accord", act, asked=(accord_id, wanted, why))


def alter_commitment(
    engine: Engine, key: str, commitment_id: str, area: str, text: str, why: str
) -> Answer:
    """Have a commitment say something else from now on; what it said stays with it."""

    def act(turn: Turn) -> Answer:
        known = turn.work.commitments.lock(commitment_id)
        if known is None:
            return Refused(Unknown("commitment", commitment_id))
        accord = _steered(turn, known.accord, why)
        if isinstance(accord, Refused):
            return accord
        said = over(accord) or alter(known, accord, area, text, why, turn.now)
        if isinstance(said, Refused):
            return said
        if said != known:
            turn.work.commitments.put(said)
            turn.emit(CommitmentAltered(accord.id, commitment_id, why))
        return Done({"commitment": commitment_id})

    return engine.perform(key, "alter_commitment", act, asked=(commitment_id, area, text, why))


def end_accord(
    engine: Engine, key: str, accord_id: str, outcome: AccordOutcome, why: str
) -> Answer:
    """Have nothing be undertaken or reminded of any more; all of it stays readable."""

    def act(turn: Turn) -> Answer:
        known = _steered(turn, accord_id, why)
        if isinstance(known, Refused):
            return known
        ended = amending.end(known, outcome, turn.work.milestones.of(accord_id), turn.now)
        if isinstance(ended, Refused):
            return ended
        turn.work.accords.put(ended)
        turn.emit(AccordEnded(accord_id, outcome.value, why))
        return Done({"accord": accord_id})

    return engine.perform(key, "end_accord", act, asked=(accord_id, outcome, why))


def reopen_accord(engine: Engine, key: str, accord_id: str, why: str) -> Answer:
    """Have an accord that ended be in force again."""

    def act(turn: Turn) -> Answer:
        known = _steered(turn, accord_id, why)
        if isinstance(known, Refused):
            return known
        if known.ended_at:
            turn.work.accords.put(replace(known, ended_at=None, outcome=None))
            turn.emit(AccordReturned(accord_id, why))
        return Done({"accord": accord_id})

    return engine.perform(key, "reopen_accord", act, asked=(accord_id, why))


def _steered(turn: Turn, accord_id: str, why: str) -> Accord | Refused:
    """The accord, for who amends it with a reason; kept from others."""
    refused = may_steer(turn.by, accord_id) or beyond_reason(why)
    if refused:
        return refused
    return turn.work.accords.lock(accord_id) or Refused(Unknown("accord", accord_id))
