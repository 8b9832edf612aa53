"""A city in which somebody orders for later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.builders import DOOR, EVENING, SmallCity, done, refused
from yeshi.base.refused import Reason
from yeshi.flow.orders import ordering, quoting
from yeshi.flow.orders.quoting import AtCounter, Wish
from yeshi.flow.ports import Answer
from yeshi.orders.order import Destination

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
# Two hours after the small city's evening begins, and the next evening.
TONIGHT = EVENING + 2 * HOUR
TOMORROW = EVENING + 23 * HOUR
NEXT_DAY = (EVENING + timedelta(days=1)).date()


def ask(
    city: SmallCity, at: datetime | None, wanted: dict[str, int] | None = None,
    to: Destination | AtCounter = DOOR,
) -> Answer:  # fmt: skip
    """A quote for then, or why there is none."""
    wish = Wish("c", wanted or {"a1": 1}, to)
    return quoting.ask_quote(city.engine, city.key(), wish, at)


def not_then(city: SmallCity, at: datetime, wanted: dict[str, int] | None = None) -> Reason:
    """Why it cannot be had then, which it must not be."""
    return refused(ask(city, at, wanted))


def pay(city: SmallCity, quote: str, agreed: date | None = None) -> Answer:
    """What comes of paying it."""
    return ordering.place(city.engine, city.key(), "c", quote, agreed=agreed)


def place_for(
    city: SmallCity, at: datetime, wanted: dict[str, int] | None = None,
    to: Destination | AtCounter = DOOR,
) -> str:  # fmt: skip
    """The id of an order for then, to which its customer says yes."""
    quote = done(ask(city, at, wanted, to))["quote"]
    day = city.engine.terms.calendar.business_day(at)
    return done(pay(city, quote, day))["order"]
