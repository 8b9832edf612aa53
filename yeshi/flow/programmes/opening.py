"""Opening: a foundation's programme, with what its donors gave."""

from __future__ import annotations

from yeshi.base.limits import beyond_days
from yeshi.base.refused import Invalid, Refused
from yeshi.events.programmes import ProgrammeOpened
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role
from yeshi.programmes.programme import Programme, check


def open_programme(engine: Engine, key: str, programme: Programme) -> Answer:
    """Open a foundation's programme, with what its donors gave."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OFFICIAL)
        if refused:
            return refused
        if turn.work.programmes.get(programme.id):
            return Refused(Invalid("id", f"{programme.id} exists"))
        refused = beyond_days(signed_on=programme.signed_on) or check(programme)
        if refused:
            return refused
        turn.work.programmes.add(programme)
        turn.emit(ProgrammeOpened(programme.id, programme.endowment))
        return Done({"programme": programme.id})

    return engine.perform(key, "open_programme", act, asked=(programme,))
