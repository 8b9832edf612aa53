"""Recalling: what was done by hand, by whom, to what, when and why; and the record by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.refused import Refused
from yeshi.events.kinds import BY_HAND
from yeshi.events.record import Recorded
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Sought, Work
from yeshi.geo.zones import zone_of
from yeshi.people.actor import Actor, admit, zones_overseen
from yeshi.people.person import CITY, Role

PAGE = 50
# A zone's operator is shown what is of their zone among so many of the city's acts.
LOOKED_THROUGH = 40
# Above every number.
LAST = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """Something in the record: `by` is the actor's name there, `who` what a person is called."""

    seq: int
    at: datetime
    by: str
    who: str
    kind: str
    thing: str
    why: str

    @property
    def is_act(self) -> bool:
        """Whether it is of a kind that is done by hand, and has a name."""
        return self.kind in BY_HAND


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Lines, the latest first; `before`: the number before which others follow, or None."""

    lines: tuple[RecordLine, ...]
    before: int | None


def acts(engine: Engine, sought: Sought, before: int = LAST) -> RecordPage | Refused:
    """A page of what was done by hand: of the city for its owner and operator, else of zones."""
    zones = _zones(engine.actor)
    if isinstance(zones, Refused):
        return zones
    found: list[Recorded] = []
    with engine.store.read() as work:
        for _ in range(LOOKED_THROUGH):
            some = work.events.by_hand(sought, before, PAGE + 1)
            before = some[PAGE - 1].seq if len(some) > PAGE else 0
            found += _within(engine, work, some[:PAGE], zones)
            if not before or len(found) >= PAGE:
                break
        # Of what was looked through too much was found: the rest begins the next page.
        if len(found) > PAGE:
            found, before = found[:PAGE], found[PAGE - 1].seq
        return RecordPage(_lines(work, found), before or None)


def whole(engine: Engine, before: int = LAST) -> RecordPage | Refused:
    """A page of all that happened in the city, by number, for its owner and operator."""
    refused = admit(engine.actor, CITY, Role.OPERATOR, Role.OWNER)
    if refused:
        return refused
    with engine.store.read() as work:
        found = work.events.back_from(before, PAGE + 1)
        lines = _lines(work, found[:PAGE])
    return RecordPage(lines, found[PAGE - 1].seq if len(found) > PAGE else None)


def _zones(by: Actor) -> tuple[str, ...] | Refused | None:
    if by.has(Role.OWNER, CITY):
        return None
    zones = zones_overseen(by)
    return admit(by, CITY, Role.OPERATOR, Role.OWNER) if zones == () else zones


def _within(
    engine: Engine, work: Work, some: Sequence[Recorded], zones: tuple[str, ...] | None
) -> list[Recorded]:
    """Those that were done to an order, a stall or a courier of the zones."""
    if zones is None:
        return list(some)
    ids = sorted({one.event.subject for one in some})
    where = {one.id: one.zone for one in work.orders.get_many(ids).values()}
    where |= {one.id: one.zone for one in work.couriers.get_many(ids).values()}
    for merchant in work.merchants.get_many(ids).values():
        where[merchant.id] = zone_of(merchant.place, engine.terms.zones)
    return [one for one in some if where.get(one.event.subject) in zones]


def _lines(work: Work, found: Sequence[Recorded]) -> tuple[RecordLine, ...]:
    ids = {one.by: one.by.removeprefix("person:") for one in found if one.by.startswith("person:")}
    people = work.persons.get_many(sorted(set(ids.values())))
    return tuple(
        RecordLine(
            seq=one.seq,
            at=one.at,
            by=one.by,
            who=people[ids[one.by]].name if ids.get(one.by) in people else "",
            kind=one.event.kind,
            thing=one.event.subject,
            why=_why(one),
        )
        for one in found
    )


def _why(one: Recorded) -> str:
    why = getattr(one.event, "why", "")
    return why if isinstance(why, str) else ""
