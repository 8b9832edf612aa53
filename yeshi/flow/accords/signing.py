"""Signing: an agreement and its targets, with what is undertaken under it from the first day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from yeshi.accords import commitment as commitments
from yeshi.accords.accord import Accord
from yeshi.accords.accord import check as check_accord
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.base.limits import beyond_days
from yeshi.base.names import id_for
from yeshi.base.refused import Invalid, Refused
from yeshi.events.accords import AccordSigned, CommitmentEntered, MilestonePlanned
from yeshi.flow.city.measuring import admit_target
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ids_taken import IdsTaken
from yeshi.flow.ports import Answer, Done, Work
from yeshi.people.actor import Actor, admit
from yeshi.people.person import CITY, FOUNDING


@dataclass(frozen=True, slots=True)
class FirstStep:
    """The first milestone of a commitment: who answers for it, and by when."""

    text: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Promise:
    """What a party undertakes in an area from the first day; `step` None: no milestone yet."""

    party: str
    area: str
    text: str
    step: FirstStep | None = None


def may_sign(by: Actor) -> Refused | None:
    """None for who enters accords in the city's name."""
    return admit(by, CITY, *FOUNDING)


def sign_accord(engine: Engine, key: str, accord: Accord) -> Answer:
    """Enter an agreement and its targets."""

    def act(turn: Turn) -> Answer:
        refused = may_sign(turn.by)
        if refused:
            return refused
        if turn.work.accords.get(accord.id):
            return Refused(Invalid("id", f"{accord.id} exists"))
        return _sign(turn, accord, ())

    return engine.perform(key, "sign_accord", act, asked=(accord,))


def enter_accord(engine: Engine, key: str, accord: Accord, promises: tuple[Promise, ...]) -> Answer:
    """As `sign_accord`, under an id of its name and with what is undertaken under it at once."""

    def act(turn: Turn) -> Answer:
        refused = may_sign(turn.by)
        if refused:
            return refused
        id_ = id_for(accord.name, "accord", IdsTaken(turn.work.accords))
        return _sign(turn, replace(accord, id=id_), promises)

    return engine.perform(key, "enter_accord", act, asked=(accord, promises))


def beyond_accord(work: Work, accord: Accord) -> Refused | None:
    """None for an accord whose days and targets can be kept and measured here."""
    refused = beyond_days(signed_on=accord.signed_on) or check_accord(accord)
    for target in accord.targets:
        refused = refused or beyond_days(due_on=target.due_on) or admit_target(work, target)
    return refused


def _sign(turn: Turn, accord: Accord, promises: tuple[Promise, ...]) -> Answer:
    refused = beyond_accord(turn.work, accord)
    if refused:
        return refused
    # All is looked at before anything is kept.
    made = []
    for promise in promises:
        found = _promised(turn, accord, promise)
        if isinstance(found, Refused):
            return found
        made.append(found)
    turn.work.accords.add(accord)
    turn.emit(AccordSigned(accord.id))
    for commitment, milestone in made:
        turn.work.commitments.add(commitment)
        turn.emit(CommitmentEntered(accord.id, commitment.id, commitment.party, turn.by.id))
        if milestone:
            turn.work.milestones.add(milestone)
            turn.emit(MilestonePlanned(accord.id, milestone.id, milestone.due_on, turn.by.id))
    return Done({"accord": accord.id})


def _promised(
    turn: Turn, accord: Accord, said: Promise
) -> tuple[Commitment, Milestone | None] | Refused:
    """What is undertaken, with its first milestone if it has one."""
    today = turn.terms.calendar.date_at(turn.now)
    made = commitments.commit(accord, turn.new_id("cm"), said.area, said.party, said.text, today)
    if isinstance(made, Refused) or said.step is None:
        return made if isinstance(made, Refused) else (made, None)
    step = said.step
    milestone = beyond_days(due_on=step.due_on) or commitments.plan(
        made, turn.new_id("ms"), step.text, step.owner, step.due_on
    )
    return milestone if isinstance(milestone, Refused) else (made, milestone)
