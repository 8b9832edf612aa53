"""All kinds of event by name."""

from __future__ import annotations

from yeshi.events import (
    accords,
    city,
    dispatch,
    errands,
    fleet,
    ledger,
    market,
    observatory,
    orders,
    people,
    programmes,
)
from yeshi.events.record import Event

_ROOMS = (
    market, orders, dispatch, fleet, ledger, programmes, accords, people, observatory, errands,
    city,
)  # fmt: skip

BY_KIND: dict[str, type[Event]] = {
    thing.kind: thing
    for room in _ROOMS
    for thing in vars(room).values()
    if isinstance(thing, type) and issubclass(thing, Event) and thing.kind
}
