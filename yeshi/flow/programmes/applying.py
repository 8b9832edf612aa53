"""Applying: an application is sent, read blind by two readers, and a cohort is selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yeshi.base.refused import Refused, Unknown
from yeshi.events.programmes import (
    ApplicationPassedOn,
    ApplicationRead,
    ApplicationSent,
    ApplicationWithdrawn,
    CohortSelected,
    ReadersAsked,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import admit
from yeshi.people.person import Role
from yeshi.programmes import application as applications
from yeshi.programmes.application import Applicant, Application, ApplicationState, Reading
from yeshi.programmes.programme import Programme, ended
from yeshi.programmes.selection import select
from yeshi.programmes.student import Student


def apply(
    engine: Engine, key: str, programme_id: str, applicant: Applicant, answers: Sequence[str]
) -> Answer:
    """Send an application to this year's cohort; two readers are asked at once, if there are."""

    def act(turn: Turn) -> Answer:
        # Nobody is left waiting for a programme that ends meanwhile.
        programme = turn.work.programmes.lock(programme_id)
        if programme is None:
            return Refused(Unknown("programme", programme_id))
        over = ended(programme)
        if over:
            return over
        year = turn.terms.calendar.date_at(turn.now).year
        sent = applications.apply(
            programme, turn.new_id("ap"), year, applicant, tuple(answers), turn.now
        )
        if isinstance(sent, Refused):
            return sent
        turn.work.applications.add(sent)
        turn.emit(ApplicationSent(programme.id, sent.id, year))
        _hand_out(turn, programme, [sent])
        return Done({"application": sent.id})

    return engine.perform(key, "apply", act, asked=(programme_id, applicant, answers))


def hand_out(engine: Engine, key: str, programme_id: str) -> Answer:
    """Have readers asked for every application that lacks some; the answer says for how many."""

    def act(turn: Turn) -> Answer:
        programme = turn.work.programmes.lock(programme_id)
        if programme is None:
            return Refused(Unknown("programme", programme_id))
        refused = admit(turn.by, programme_id, Role.FOUNDATION) or ended(programme)
        if refused:
            return refused
        lacking = [one for one in turn.work.applications.of(programme_id) if one.lacks_readers]
        return Done({"handed_out": str(_hand_out(turn, programme, lacking))})

    return engine.perform(key, "hand_out", act, asked=(programme_id,))


def read(
    engine: Engine, key: str, application_id: str, points: Sequence[int],
    note: str = "",
) -> Answer:  # fmt: skip
    """Have a reader give points; where two are far apart, a third reader is asked."""

    def act(turn: Turn) -> Answer:
        found = _asked(turn, application_id)
        if isinstance(found, Refused):
            return found
        programme, application = found
        after = applications.read(application, programme, Reading(turn.by.id, tuple(points), note))
        if isinstance(after, Refused):
            return after
        turn.work.applications.put(after)
        total = after.readings[-1].total
        turn.emit(ApplicationRead(programme.id, after.id, turn.by.id, total, after.score))
        _hand_out(turn, programme, [after])
        return Done({"application": after.id})

    return engine.perform(key, "read_application", act, asked=(application_id, points, note))


def pass_on(engine: Engine, key: str, application_id: str) -> Answer:
    """Have another reader asked, because this one knows the applicant or cannot read it."""

    def act(turn: Turn) -> Answer:
        found = _asked(turn, application_id)
        if isinstance(found, Refused):
            return found
        programme, application = found
        after = applications.pass_on(application, turn.by.id)
        if isinstance(after, Refused):
            return after
        turn.work.applications.put(after)
        turn.emit(ApplicationPassedOn(programme.id, after.id, turn.by.id))
        _hand_out(turn, programme, [after])
        return Done({"application": after.id})

    return engine.perform(key, "pass_on", act, asked=(application_id,))


def withdraw(engine: Engine, key: str, application_id: str) -> Answer:
    """Take an application back, and forget whose it was."""

    def act(turn: Turn) -> Answer:
        application = turn.work.applications.lock(application_id)
        if application is None:
            return Refused(Unknown("application", application_id))
        after = applications.withdraw(application)
        if isinstance(after, Refused):
            return after
        turn.work.applications.put(after)
        turn.emit(ApplicationWithdrawn(after.programme, after.id))
        return Done({"application": after.id})

    return engine.perform(key, "withdraw_application", act, asked=(application_id,))


def select_cohort(engine: Engine, key: str, programme_id: str, year: int) -> Answer:
    """Select the best of a year within its places; they become students, the others wait."""

    def act(turn: Turn) -> Answer:
        programme = turn.work.programmes.lock(programme_id)
        if programme is None:
            return Refused(Unknown("programme", programme_id))
        refused = admit(turn.by, programme_id, Role.FOUNDATION) or ended(programme)
        if refused:
            return refused
        of_year = [o for o in turn.work.applications.of(programme_id) if o.year == year]
        chosen = select(programme, year, of_year)
        if isinstance(chosen, Refused):
            return chosen
        for one in chosen.selected:
            turn.work.applications.put(replace(one, state=ApplicationState.SELECTED))
            turn.work.students.add(_student(turn, programme, one))
        for one in chosen.waiting:
            turn.work.applications.put(replace(one, state=ApplicationState.WAITING))
        ids = tuple(one.id for one in chosen.selected)
        turn.emit(CohortSelected(programme_id, year, ids, len(chosen.waiting), turn.by.id))
        return Done({"selected": str(len(ids)), "waiting": str(len(chosen.waiting))})

    return engine.perform(key, "select_cohort", act, asked=(programme_id, year))


def _student(turn: Turn, programme: Programme, one: Application) -> Student:
    who = one.applicant
    return Student(
        id=turn.new_id("st"),
        programme=one.programme,
        application=one.id,
        year=one.year,
        name=who.name,
        host=who.host,
        woman=who.woman,
        named=who.agrees_to_be_named,
        selected_on=turn.terms.calendar.date_at(turn.now),
        promised=programme.stipends,
    )


def _asked(turn: Turn, application_id: str) -> tuple[Programme, Application] | Refused:
    """The programme and the application, which nobody else changes meanwhile, for a reader."""
    application = turn.work.applications.lock(application_id)
    if application is None:
        return Refused(Unknown("application", application_id))
    programme = turn.work.programmes.must(application.programme)
    refused = admit(turn.by, application.programme, Role.READER) or ended(programme)
    return refused or (programme, application)


def _hand_out(turn: Turn, programme: Programme, lacking: Sequence[Application]) -> int:
    """Ask readers for those applications; how many got one or more."""
    if not any(one.lacks_readers for one in lacking):
        return 0
    loads = {
        person.id: 0 for person in turn.work.persons.all() if person.has(Role.READER, programme.id)
    }
    for one in turn.work.applications.of(programme.id):
        for reader in one.readers:
            if reader in loads and one.waits_for(reader):
                loads[reader] += 1
    handed = 0
    for one in lacking:
        asked = applications.ask_readers(one, loads) if one.lacks_readers else one
        fresh = asked.readers[len(one.readers) :]
        if fresh:
            turn.work.applications.put(asked)
            turn.emit(ReadersAsked(programme.id, one.id, fresh))
            handed += 1
            for reader in fresh:
                loads[reader] += 1
    return handed
