"""Enacting: the city's terms change from a moment on, with a reason, and each version is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from typing import Any

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.events.city import TermsEnacted
from yeshi.flow.charter import ZoneInUse
from yeshi.flow.city.bounds import beyond_bounds
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.in_force import Enacted, InForce
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.terms import Terms
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role

# Who plans further ahead has mistyped the year.
AHEAD_MAX = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class TermChange:
    """A part of the terms by its name in the record, as it was and as it is to be."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class TermsMoved(Reason):
    """The terms have changed since they were looked at: `number` is the last version now."""

    number: int


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A version of the terms, what whoever enacted it is called, and the terms before it."""

    version: Enacted
    who: str
    before: Terms


def enact_terms(
    engine: Engine, key: str, terms: Terms, why: str, from_at: datetime | None = None,
    latest: int | None = None,
) -> Answer:  # fmt: skip
    """Have these terms in force from that moment on, or from now; the answer names the version.

    What was quoted before keeps the terms of its quote. Currency, time zone and the hour at which
    the day turns stay as the city opened: its books and its days are told by them. `latest`: the
    last version that whoever changes them has seen; refused where another one came meanwhile.
    """

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER)
        return refused or enact_in(turn, lambda _: terms, why, from_at, latest)

    return engine.perform(key, "enact_terms", act, asked=(terms, why, from_at, latest))


def enact_in(
    turn: Turn, change: Callable[[Terms], Terms], why: str, from_at: datetime | None = None,
    latest: int | None = None, leaves: bool = False,
) -> Answer:  # fmt: skip
    """As `enact_terms`, within a command of somebody who may: `change` of the terms of then.

    `leaves`: whether couriers may be in a zone that closes, as the command moves them.
    """
    if not 0 < len(why.strip()) <= NOTE_LENGTH_MAX:
        return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
    begins = max(from_at, turn.now) if from_at else turn.now
    if begins - turn.now > AHEAD_MAX:
        return Refused(Invalid("from_at", "a_year_ahead"))
    # The city's charter is kept from others, so that versions are numbered one after the other.
    if turn.work.charters.lock(CITY) is None:
        return Refused(Unknown("city", CITY))
    versions = turn.work.enacted.all()
    last = max(one.number for one in versions)
    if latest is not None and latest != last:
        return Refused(TermsMoved(last))
    before = InForce(versions).at(begins)
    terms = change(before)
    refused = (
        beyond_bounds(terms)
        or _fixed(before, terms)
        or _zones_in_use(turn.work, before, terms, leaves)
    )
    if refused:
        return refused
    number = last + 1
    turn.work.enacted.add(
        Enacted(
            id=str(number), number=number, from_at=begins, enacted_at=turn.now,
            by=turn.by.name, why=why.strip(), terms=terms,
        )
    )  # fmt: skip
    changed = tuple(one.name for one in changes(before, terms))
    turn.emit(TermsEnacted(number, begins, changed, why.strip()))
    return Done({"terms": str(number)})


def history_of(engine: Engine) -> list[PastVersion]:
    """All versions of the city's terms, the last first, with the names of people."""
    with engine.store.read() as work:
        versions = sorted(work.enacted.all(), key=lambda one: one.number)
        ids = [one.by.removeprefix("person:") for one in versions]
        people = work.persons.get_many(ids)
    told = []
    for place, (version, id_) in enumerate(zip(versions, ids, strict=True)):
        before = versions[place - 1].terms if place else version.terms
        who = people[id_].name if id_ in people else version.by
        told.append(PastVersion(version, who, before))
    return told[::-1]


def changes(before: Terms, after: Terms) -> list[TermChange]:
    """What is different, by names such as `fees.delivery_base` and `zones.east.name`."""
    old, new = dict(_leaves("", before)), dict(_leaves("", after))
    return [
        TermChange(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    ]


def _leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a value that are no records, with the names that lead to them."""
    if isinstance(value, tuple) and all(hasattr(one, "id") for one in value):
        for one in value:
            yield from _leaves(f"{name}.{one.id}", one)
    elif is_dataclass(value) and not hasattr(value, "fen"):
        for field in fields(value):
            inner = getattr(value, field.name)
            yield from _leaves(f"{name}.{field.name}" if name else field.name, inner)
    else:
        yield name, value


def _fixed(before: Terms, after: Terms) -> Refused | None:
    if after.currency != before.currency:
        return Refused(Invalid("currency", before.currency))
    if after.calendar != before.calendar:
        return Refused(Invalid("time_zone", str(before.calendar.zone)))
    return None


def _zones_in_use(work: Work, before: Terms, after: Terms, leaves: bool = False) -> Refused | None:
    """The refusal of a zone that is closed while somebody is in it."""
    kept = {zone.id for zone in after.zones}
    closed = [zone.id for zone in before.zones if zone.id not in kept]
    if not closed:
        return None
    couriers = Counter(one.zone for one in work.couriers.all() if one.ended_at is None)
    orders = Counter(one.zone for one in work.orders.under_way())
    for zone in closed:
        if (couriers[zone] and not leaves) or orders[zone]:
            return Refused(ZoneInUse(zone, couriers[zone], orders[zone]))
    return None
