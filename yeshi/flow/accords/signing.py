"""Signing: an agreement and its targets."""

from __future__ import annotations

from yeshi.accords.accord import Accord
from yeshi.accords.accord import check as check_accord
from yeshi.base.limits import beyond_days
from yeshi.base.refused import Invalid, Refused
from yeshi.events.accords import AccordSigned
from yeshi.flow.city.measuring import admit_target
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role


def sign_accord(engine: Engine, key: str, accord: Accord) -> Answer:
    """Enter an agreement and its targets."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OFFICIAL)
        if refused:
            return refused
        if turn.work.accords.get(accord.id):
            return Refused(Invalid("id", f"{accord.id} exists"))
        refused = beyond_days(signed_on=accord.signed_on) or check_accord(accord)
        for target in accord.targets:
            refused = refused or beyond_days(due_on=target.due_on)
            refused = refused or admit_target(turn.work, target)
        if refused:
            return refused
        turn.work.accords.add(accord)
        turn.emit(AccordSigned(accord.id))
        return Done({"accord": accord.id})

    return engine.perform(key, "sign_accord", act, asked=(accord,))
