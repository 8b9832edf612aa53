"""Whole lives of orders: quoted, paid, accepted, ready, dispatched, collected, handed over, settled."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from queue import SimpleQueue
from threading import Event, Semaphore
from typing import Any

from tests.builders import EVENING, SmallCity, done
from yeshi.base.names import Name
from yeshi.events.dispatch import RouteCommitted
from yeshi.events.record import Recorded
from yeshi.fleet.courier import Vehicle
from yeshi.fleet.delivery import StopKind
from yeshi.flow import due
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import cooking, delivering
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.geo.point import Point

COURIERS = 200
# Orders under way at once, so that what is measured is a city at its work and not a heap that grows.
UNDER_WAY = 64
RIDING = 12
# A tick, in real seconds and in the city's.
TICK_S, CITY_S = 0.02, 3.0


class Lives:
    """A city whose orders are cooked, dispatched and delivered as fast as it takes them."""

    def __init__(self, city: SmallCity) -> None:
        self._city, self._engine = city, city.engine
        self._routes: SimpleQueue[RouteCommitted | None] = SimpleQueue()
        self._room = Semaphore(UNDER_WAY)
        self.settled = 0
        city.engine.listen(self._hear)
        self._settle_in()

    def live(self, customers: Sequence[Any], seconds: float) -> dict[str, float]:
        """Orders that were settled, all that were placed in so many seconds, and how long it took."""
        before, begun_s, begun = self.settled, time.process_time(), time.monotonic()
        over = Event()
        with ThreadPoolExecutor(len(customers) + RIDING + 1) as pool:
            ordering = [pool.submit(self._order, one, begun + seconds) for one in customers]
            dispatching = pool.submit(self._dispatch, over)
            riding = [pool.submit(self._ride) for _ in range(RIDING)]
            placed = sum(one.result() for one in ordering)
            while self.settled - before < placed and not wait(riding, TICK_S).done:
                pass
            over.set()
            dispatching.result()
            for _ in riding:
                self._routes.put(None)
            for one in riding:
                one.result()
        return {
            "orders": self.settled - before,
            "cpu_s": time.process_time() - begun_s,
            "lasted_s": time.monotonic() - begun,
        }

    def _settle_in(self) -> None:
        for number in range(COURIERS):
            courier = f"k{number}"
            place = Point(number % 20 * 100.0, number // 20 * 150.0)
            name = Name(courier, courier)
            registered = joining.register_courier(
                self._engine, f"courier-{number}", courier, name, Vehicle.EBIKE, place
            )
            done(registered)
            planned = PlannedShift(courier, EVENING, EVENING + timedelta(hours=6), place)
            done(joining.plan_shift(self._engine, f"shift-{number}", planned))
        due.carry_out(self._engine, due.SHIFTS)

    def _hear(self, _: object, happened: Sequence[Recorded]) -> None:
        for one in happened:
            if isinstance(one.event, RouteCommitted) and one.event.orders:
                self._routes.put(one.event)

    def _order(self, customer: Any, until: float) -> int:
        placed = 0
        while time.monotonic() < until:
            if not self._room.acquire(timeout=1):
                continue
            id_ = customer.order()
            placed += 1
            for ticket in self._city.order(id_).tickets:
                self._cook(id_, ticket.merchant)
        return placed

    def _cook(self, order: str, merchant: str) -> None:
        engine, key = self._engine, f"{order}:{merchant}"
        done(cooking.accept(engine, f"a:{key}", merchant, order, engine.clock.now()))
        done(cooking.ready(engine, f"r:{key}", merchant, order))

    def _dispatch(self, over: Event) -> None:
        dispatcher = Dispatcher(self._engine, "city")
        while not over.wait(TICK_S):
            # Who must not leave yet is kept: time goes on.
            self._city.clock.put(self._city.clock.now() + timedelta(seconds=CITY_S))
            dispatcher.tick()

    def _ride(self) -> None:
        while (route := self._routes.get()) is not None:
            with self._city.store.begin() as work:
                stops = work.routes.must(route.route).stops
            for stop in stops:
                key = f"{route.route}:{stop.order}"
                if stop.kind == StopKind.COLLECT:
                    done(delivering.collect(self._engine, f"c:{key}", route.courier, stop.order))
                elif stop.kind == StopKind.DELIVER:
                    done(delivering.deliver(self._engine, f"d:{key}", route.courier, stop.order))
                    self.settled += 1
                    self._room.release()
