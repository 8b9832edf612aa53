"""The end of a night: no more faults, kitchens cook and couriers ride, until nothing is under way."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from tests.storm import outside, through_provider
from tests.storm.city import StormCity
from tests.storm.people import TAPS
from tests.storm.process import Process
from yeshi.flow.orders import collecting, cooking
from yeshi.flow.ports import Answer
from yeshi.orders.lifecycle import TicketState

# A night that cannot be finished in so long is stuck.
HOURS_MAX = 8
PACE = timedelta(minutes=3)


def bring_all_home(city: StormCity, process: Process) -> None:
    """Go on until every order has ended, or too long; then until all are off duty."""
    keys, ends = count(), city.clock.now() + timedelta(hours=HOURS_MAX)
    while _is_under_way(city) and city.clock.now() < ends:
        process.turn()
        process.dispatch()
        _cook(city, process, keys)
        _ride(city, process, keys)
        _finish(city, process)
        city.clock.put(city.clock.now() + PACE)
    _ride(city, process, keys)
    _finish(city, process)
    city.clock.put(city.clock.now() + timedelta(hours=24))
    process.turn()
    # Who had two shifts planned for one time is on the second only now.
    process.turn()
    _finish(city, process)


def _finish(city: StormCity, process: Process) -> None:
    """Have the world do all that is due."""
    outside.finish(process.engine)
    through_provider.finish(city, process.engine)


def _is_under_way(city: StormCity) -> bool:
    with city.store.begin() as work:
        open_ = (one for one in work.group_baskets.all() if one.is_open)
        return bool(work.orders.under_way()) or any(open_) or through_provider.is_between(work)


def _cook(city: StormCity, process: Process, keys: count[int]) -> None:
    """Each stall takes on what was asked of it, and makes what it took on."""
    with city.store.begin() as work:
        orders = work.orders.under_way()
    for one in orders:
        for ticket in one.tickets:
            key = f"end:{next(keys)}"
            if ticket.state is TicketState.PLACED:
                cooking.accept(process.engine, key, ticket.merchant, one.id, city.clock.now())
            elif ticket.state is TicketState.ACCEPTED:
                cooking.ready(process.engine, key, ticket.merchant, one.id)
            elif ticket.state is TicketState.READY and not one.is_brought:
                collecting.hand_over(process.engine, key, ticket.merchant, one.id)


def _ride(city: StormCity, process: Process, keys: count[int]) -> None:
    """Each courier does what comes next, as long as there is something."""
    with city.store.begin() as work:
        routes = len(work.routes.open())
    for number in range(routes):
        for _ in range(20):
            with city.store.begin() as work:
                act = TAPS["ride"](city, work, [number])
            if act is None:
                break

            def say(_: str, tap: object) -> Answer:
                return tap(process.engine, f"end:{next(keys)}")  # type: ignore[operator,no-any-return]

            act(say)
