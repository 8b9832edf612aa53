"""A shock: a dated thing that hit the city, as an official entered it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Reason, Refused

NAME_LENGTH_MAX = 60
NOTE_LENGTH_MAX = 500


class ShockKind(StrEnum):
    """What kind of thing it was."""

    EPIDEMIC = "epidemic"
    FLOOD = "flood"
    CLOSURE = "closure"
    HEAT = "heat"
    OUTAGE = "outage"
    POLICY = "policy"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """What hit the city, from its first day; `ended_on` is None while it lasts."""

    id: str
    name: Name
    kind: ShockKind
    began_on: date
    ended_on: date | None
    note: str
    entered_by: str
    entered_at: datetime
    withdrawn: bool = False

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it was over after it began."""
        return self.ended_on is None or self.ended_on >= self.began_on


@dataclass(frozen=True, slots=True)
class ShockOver(Reason):
    """The shock has ended, or was withdrawn."""

    shock: str


def check(shock: Shock, today: date) -> Refused | None:
    """None for a shock that can be entered, else what is wrong with it."""
    for text in (shock.name.zh, shock.name.en):
        if not 0 < len(text.strip()) <= NAME_LENGTH_MAX:
            return Refused(Invalid("name", f"1…{NAME_LENGTH_MAX}"))
    if len(shock.note) > NOTE_LENGTH_MAX:
        return Refused(Invalid("note", f"> {NOTE_LENGTH_MAX}"))
    if shock.began_on > today:
        return Refused(Invalid("began_on", f"> {today}"))
    if shock.ended_on is not None and not shock.began_on <= shock.ended_on <= today:
        return Refused(Invalid("ended_on", f"{shock.began_on} … {today}"))
    return None


def end(shock: Shock, on: date, today: date) -> Shock | Refused:
    """The shock after its last day."""
    if shock.ended_on is not None or shock.withdrawn:
        return Refused(ShockOver(shock.id))
    after = replace(shock, ended_on=on)
    return check(after, today) or after


def withdraw(shock: Shock) -> Shock | Refused:
    """The shock after it is said to have been a mistake; it is still in the record."""
    return Refused(ShockOver(shock.id)) if shock.withdrawn else replace(shock, withdrawn=True)
