"""Opening: a foundation's programme, with what its donors gave, and what is changed of it later."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.limits import beyond_days, beyond_reason
from yeshi.base.names import id_for
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.programmes import ProgrammeChanged, ProgrammeOpened
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ids_taken import IdsTaken
from yeshi.flow.ports import Answer, Done
from yeshi.ledger import accounts
from yeshi.people.actor import Actor, admit
from yeshi.people.person import CITY, FOUNDING, Role
from yeshi.programmes.changing import change, differing, relied_on
from yeshi.programmes.programme import Programme, check


def may_open(by: Actor) -> Refused | None:
    """None for who opens programmes in the city's name."""
    return admit(by, CITY, *FOUNDING)


def may_keep(by: Actor, programme_id: str) -> Refused | None:
    """None for who may change a programme and end it: its foundation, and who opens them."""
    refused = admit(by, programme_id, Role.FOUNDATION)
    return may_open(by) and refused


def open_programme(engine: Engine, key: str, programme: Programme) -> Answer:
    """Open a foundation's programme, with what its donors gave."""

    def act(turn: Turn) -> Answer:
        refused = may_open(turn.by)
        if refused:
            return refused
        if turn.work.programmes.get(programme.id):
            return Refused(Invalid("id", f"{programme.id} exists"))
        return _open(turn, programme)

    return engine.perform(key, "open_programme", act, asked=(programme,))


def enter_programme(engine: Engine, key: str, programme: Programme) -> Answer:
    """As `open_programme`, under an id of its name; the answer has it as `programme`."""

    def act(turn: Turn) -> Answer:
        refused = may_open(turn.by)
        if refused:
            return refused
        id_ = id_for(programme.name, "programme", IdsTaken(turn.work.programmes))
        return _open(turn, replace(programme, id=id_))

    return engine.perform(key, "enter_programme", act, asked=(programme,))


def change_programme(
    engine: Engine, key: str, programme_id: str, wanted: Programme, why: str
) -> Answer:
    """Enter a programme anew; what it was opened with, and what others rely on, stays."""

    def act(turn: Turn) -> Answer:
        refused = may_keep(turn.by, programme_id) or beyond_reason(why)
        if refused:
            return refused
        known = turn.work.programmes.lock(programme_id)
        if known is None:
            return Refused(Unknown("programme", programme_id))
        work = turn.work
        relied = relied_on(
            turn.terms.calendar.date_at(turn.now).year,
            _is_given_for(turn, known),
            work.applications.of(programme_id),
            work.payments.of(programme_id),
        )
        said = beyond_days(signed_on=wanted.signed_on) or change(known, wanted, relied)
        if isinstance(said, Refused):
            return said
        changed = differing(known, said)
        if changed:
            work.programmes.put(said)
            turn.emit(ProgrammeChanged(programme_id, changed, why))
        return Done({"programme": programme_id})

    return engine.perform(key, "change_programme", act, asked=(programme_id, wanted, why))


def _open(turn: Turn, programme: Programme) -> Answer:
    refused = beyond_days(signed_on=programme.signed_on) or check(programme)
    if refused:
        return refused
    turn.work.programmes.add(programme)
    turn.emit(ProgrammeOpened(programme.id, programme.endowment))
    return Done({"programme": programme.id})


def _is_given_for(turn: Turn, programme: Programme) -> bool:
    """Whether money came into the fund, or somebody is known to give."""
    work, account = turn.work, accounts.programme(programme.id)
    return bool(work.ledger.of_account(account, 1) or work.donors.of(programme.id))
