"""Shocks: an official enters what hit the city, and when it was over."""

from __future__ import annotations

from datetime import date

from yeshi.base.limits import beyond_days
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.observatory import ShockEnded, ShockEntered, ShockWithdrawn
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.observatory import shock as shocks
from yeshi.observatory.shock import Shock, ShockKind
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role


def enter(
    engine: Engine, key: str, name: Name, kind: ShockKind, began_on: date,
    ended_on: date | None = None, note: str = "",
) -> Answer:  # fmt: skip
    """Enter a shock, by an official."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OFFICIAL)
        if refused:
            return refused
        entered = Shock(
            id=turn.new_id("sk"),
            name=name,
            kind=kind,
            began_on=began_on,
            ended_on=ended_on,
            note=note.strip(),
            entered_by=turn.by.id,
            entered_at=turn.now,
        )
        beyond = beyond_days(began_on=began_on, ended_on=ended_on)
        refused = beyond or shocks.check(entered, _today(turn))
        if refused:
            return refused
        turn.work.shocks.add(entered)
        turn.emit(ShockEntered(entered.id, turn.by.id, kind.value, began_on, ended_on))
        return Done({"shock": entered.id})

    return engine.perform(key, "enter_shock", act, asked=(name, kind, began_on, ended_on, note))


def end(engine: Engine, key: str, shock_id: str, on: date) -> Answer:
    """Say when a shock was over."""

    def act(turn: Turn) -> Answer:
        shock = _locked(turn, shock_id)
        if isinstance(shock, Refused):
            return shock
        after = beyond_days(ended_on=on) or shocks.end(shock, on, _today(turn))
        if isinstance(after, Refused):
            return after
        turn.work.shocks.put(after)
        turn.emit(ShockEnded(shock_id, turn.by.id, on))
        return Done({"shock": shock_id})

    return engine.perform(key, "end_shock", act, asked=(shock_id, on))


def withdraw(engine: Engine, key: str, shock_id: str, why: str) -> Answer:
    """Say that a shock was entered by mistake, with the reason kept."""

    def act(turn: Turn) -> Answer:
        shock = _locked(turn, shock_id)
        if isinstance(shock, Refused):
            return shock
        if not 0 < len(why.strip()) <= shocks.NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{shocks.NOTE_LENGTH_MAX}"))
        after = shocks.withdraw(shock)
        if isinstance(after, Refused):
            return after
        turn.work.shocks.put(after)
        turn.emit(ShockWithdrawn(shock_id, turn.by.id, why.strip()))
        return Done({"shock": shock_id})

    return engine.perform(key, "withdraw_shock", act, asked=(shock_id, why))


def _locked(turn: Turn, shock_id: str) -> Shock | Refused:
    """The shock, which nobody else changes meanwhile, for an official."""
    found = turn.work.shocks.lock(shock_id)
    if found is None:
        return Refused(Unknown("shock", shock_id))
    return admit(turn.by, CITY, Role.OFFICIAL) or found


def _today(turn: Turn) -> date:
    return turn.terms.calendar.date_at(turn.now)
