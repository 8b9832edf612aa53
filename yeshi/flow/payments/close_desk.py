"""What a treasurer sees of the daily close: the day that is next, and those that are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.payments.closing import day_at_close, first_to_close
from yeshi.flow.payments.paying_out import PAYMASTER
from yeshi.flow.ports import Work
from yeshi.ledger.closing import CloseItem, DayClose, close_id, seen_as
from yeshi.people.person import CITY

CLOSES_SHOWN = 31


@dataclass(frozen=True, slots=True)
class CloseItemSeen:
    """One thing, for how many days it is so, and what was said of the same at the last close."""

    one: CloseItem
    days: int
    before: str


@dataclass(frozen=True, slots=True)
class ClosedSeen:
    """A day that is closed, and the name of who closed it."""

    close: DayClose
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDesk:
    """The next day that can be closed, None while it runs, and what is left of it.

    `is_first`: nothing was closed before. `seen`: a word for what is left, sent with the close.
    """

    day: date | None
    is_first: bool
    items: tuple[CloseItemSeen, ...]
    seen: str
    closed: tuple[ClosedSeen, ...]
    acts: bool

    @property
    def left(self) -> int:
        """How many of them are not at zero."""
        return sum(not it.one.is_zero for it in self.items)


def close_desk(engine: Engine) -> CloseDesk:
    """All of it, as of now."""
    calendar = engine.terms.calendar
    running = calendar.business_day(engine.clock.now())
    with engine.store.read() as work:
        closed = work.day_closes.latest(CLOSES_SHOWN)
        day = _next(closed, running, first_to_close(work, calendar))
        items = _items(engine, work, day, running, closed) if day else ()
        return CloseDesk(
            day=day,
            is_first=not closed,
            items=items,
            seen=seen_as(it.one for it in items),
            closed=_named(work, closed),
            acts=any(engine.actor.has(role, CITY) for role in PAYMASTER),
        )


def closed_day(engine: Engine, day: date) -> ClosedSeen | Refused:
    """The close of that day, as it was."""
    with engine.store.read() as work:
        found = work.day_closes.get(close_id(day))
        if found is None:
            return Refused(Unknown("close", day.isoformat()))
        return _named(work, [found])[0]


def _named(work: Work, closed: Sequence[DayClose]) -> tuple[ClosedSeen, ...]:
    people = work.persons.get_many(sorted({one.by for one in closed}))
    return tuple(
        ClosedSeen(one, people[one.by].name if one.by in people else one.by) for one in closed
    )


def _next(closed: list[DayClose], running: date, first: date | None) -> date | None:
    """The day after the last; where none was closed, the last that is over, if it has begun."""
    day = (closed[0].day if closed else running - timedelta(days=2)) + timedelta(days=1)
    return day if first is not None and first <= day < running else None


def _items(
    engine: Engine, work: Work, day: date, running: date, closed: list[DayClose]
) -> tuple[CloseItemSeen, ...]:
    of_day = day_at_close(engine, work, day)
    said = {(one.key, one.amount): one.why for one in (closed[0].items if closed else ())}
    return tuple(
        CloseItemSeen(
            one, (running - one.since).days if one.since else 0, said.get((one.key, one.amount), "")
        )
        for one in of_day.items(of_day.sums())
    )
