"""Shocks: an official enters what hit the city, and when it was over."""

from __future__ import annotations

from datetime import date

from yeshi.base.limits import beyond_days
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.observatory import ShockEnded, ShockEntered, ShockWithdrawn
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.observatory import shock as shocks
from yeshi.observatory.shock import Shock, ShockKind
from yeshi.people.person import CITY, Person, Role, admit


def enter(
    engine: Engine, key: str, person: Person | None, name: Name, kind: ShockKind, began_on: date,
    ended_on: date | None = None, note: str = "",
) -> Answer:  # fmt: skip
    """Enter a shock, by an official."""

    def act(turn: Turn) -> Answer:
        official = admit(person, CITY, Role.OFFICIAL)
        if isinstance(official, Refused):
            return official
        entered = Shock(
            id=turn.new_id("sk"),
            name=name,
            kind=kind,
            began_on=began_on,
            ended_on=ended_on,
            note=note.strip(),
            entered_by=official.id,
            entered_at=turn.now,
        )
        beyond = beyond_days(began_on=began_on, ended_on=ended_on)
        refused = beyond or shocks.check(entered, _today(turn))
        if refused:
            return refused
        turn.work.shocks.add(entered)
        turn.emit(ShockEntered(entered.id, official.id, kind.value, began_on, ended_on))
        return Done({"shock": entered.id})

    return engine.perform(key, "enter_shock", act, asked=(name, kind, began_on, ended_on, note))


def end(engine: Engine, key: str, person: Person | None, shock_id: str, on: date) -> Answer:
    """Say when a shock was over."""

    def act(turn: Turn) -> Answer:
        found = _locked(turn.work, person, shock_id)
        if isinstance(found, Refused):
            return found
        official, shock = found
        after = beyond_days(ended_on=on) or shocks.end(shock, on, _today(turn))
        if isinstance(after, Refused):
            return after
        turn.work.shocks.put(after)
        turn.emit(ShockEnded(shock_id, official.id, on))
        return Done({"shock": shock_id})

    return engine.perform(key, "end_shock", act, asked=(shock_id, on))


def withdraw(engine: Engine, key: str, person: Person | None, shock_id: str, why: str) -> Answer:
    """Say that a shock was entered by mistake, with the reason kept."""

    def act(turn: Turn) -> Answer:
        found = _locked(turn.work, person, shock_id)
        if isinstance(found, Refused):
            return found
        official, shock = found
        if not 0 < len(why.strip()) <= shocks.NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{shocks.NOTE_LENGTH_MAX}"))
        after = shocks.withdraw(shock)
        if isinstance(after, Refused):
            return after
        turn.work.shocks.put(after)
        turn.emit(ShockWithdrawn(shock_id, official.id, why.strip()))
        return Done({"shock": shock_id})

    return engine.perform(key, "withdraw_shock", act, asked=(shock_id, why))


def _locked(work: Work, person: Person | None, shock_id: str) -> tuple[Person, Shock] | Refused:
    """The official who asks, and the shock, which nobody else changes meanwhile."""
    found = work.shocks.lock(shock_id)
    if found is None:
        return Refused(Unknown("shock", shock_id))
    official = admit(person, CITY, Role.OFFICIAL)
    return official if isinstance(official, Refused) else (official, found)


def _today(turn: Turn) -> date:
    return turn.terms.calendar.date_at(turn.now)
