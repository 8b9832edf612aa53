"""A business day is closed, one after the other; nothing is entered in it from then on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from yeshi.base.calendar import Calendar
from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.events.closing import DayClosed
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.payments.close_list import DayAtClose
from yeshi.flow.payments.paying_out import PAYMASTER
from yeshi.flow.ports import Answer, Done, Work
from yeshi.ledger.closing import (
    CloseChanged,
    DayClose,
    close_id,
    explained,
    refuses_close,
    seen_as,
)
from yeshi.people.actor import admit
from yeshi.people.person import CITY


def close_day(
    engine: Engine, key: str, day: date, whys: Mapping[str, str], seen: str = ""
) -> Answer:
    """Close the day; `whys`: a sentence for each that is not at zero, by its key.

    `seen`: the word for what whoever closes it has seen; "" to close it whatever is left.
    """

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *PAYMASTER) or _too_long(whys) or _refuses(turn, day)
        if refused:
            return refused
        # From here on nobody enters a transfer until this has ended, and one at a time closes.
        turn.work.ledger.alone()
        refused = _refuses(turn, day)
        if refused:
            return refused
        of_day = day_at_close(engine, turn.work, day)
        sums = of_day.sums()
        items = of_day.items(sums)
        if seen not in ("", seen_as(items)):
            return Refused(CloseChanged())
        said = explained(items, whys)
        if isinstance(said, Refused):
            return said
        ends = turn.terms.calendar.day_ends(day)
        closed = DayClose(
            id=close_id(day), day=day, ends_at=ends, closed_at=turn.now, by=turn.by.id,
            items=said, sums=sums,
        )  # fmt: skip
        turn.work.day_closes.add(closed)
        turn.work.ledger.close(ends)
        turn.emit(DayClosed(day, len(closed.left)))
        return Done({"day": day.isoformat()})

    said = tuple(sorted(whys.items()))
    return engine.perform(key, "close_day", act, asked=(day, said, seen))


def day_at_close(engine: Engine, work: Work, day: date) -> DayAtClose:
    """The day, as it is looked at."""
    terms = engine.terms
    return DayAtClose(work, day, terms.calendar, tuple(engine.payments.providers), terms.currency)


def first_to_close(work: Work, calendar: Calendar) -> date | None:
    """The first day on which something was moved; None where nothing was yet."""
    days = [calendar.business_day(one.at) for one in work.ledger.first_and_last()]
    return min(days, default=None)


def _refuses(turn: Turn, day: date) -> Refused | None:
    calendar = turn.terms.calendar
    running = calendar.business_day(turn.now)
    last = turn.work.day_closes.latest(1)
    first = first_to_close(turn.work, calendar) or running - timedelta(days=1)
    return refuses_close(day, running, last[0].day if last else None, first)


def _too_long(whys: Mapping[str, str]) -> Refused | None:
    fits = all(len(one) <= NOTE_LENGTH_MAX for one in whys.values())
    return None if fits else Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
