"""One night, one clock, one checker, whoever decides."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from yeshi.dispatch.routes import Trip
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service, Snapshot
from yeshi.dispatch.standing import Move
from yeshi.geo.point import Point
from yeshi.geo.travel import TravelTimes, WholeMinutes
from yeshi.twin.instances import grubhub
from yeshi.twin.instances.grubhub import Instance
from yeshi.twin.published import solution
from yeshi.twin.published.checkers import check
from yeshi.twin.published.report import Delivery, Measures, Pay, SentAhead, measures_of

MINUTE_S = 60.0
# Couriers who will be free, or on duty, within this time are shown to whoever decides.
SOON_S = 1800.0


Begun = tuple[Sequence[Trip], Sequence[Move]]


class Peer(Protocol):
    """One who decides, each minute of a night."""

    def decide(self, snapshot: Snapshot, travel: TravelTimes) -> Begun:
        """The trips that begin now, and who goes to a restaurant without an order."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """A night under one peer."""

    peer: str
    measures: Measures
    undeliverable: int
    breaches: int
    decision_s: tuple[float, float]
    cpu_s: float

    @property
    def undelivered(self) -> int:
        """Orders not delivered, without those that are ready only after every shift has ended."""
        return self.measures.undelivered - self.undeliverable


class Night:
    """An instance's night, minute by minute; everyone keeps exactly to what was planned."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.travel = WholeMinutes(instance.parameters.metres_per_minute)
        services = instance.parameters.pickup_service, instance.parameters.dropoff_service
        self.service = Service(services[0] * MINUTE_S, services[1] * MINUTE_S)
        self.done: list[Delivery] = []
        self.ahead: list[SentAhead] = []
        self._names = {place: name for name, place in instance.restaurants.items()}
        self._brought: dict[str, int] = {}
        self._coming = list(reversed(instance.orders))
        self._waiting: dict[str, grubhub.InstanceOrder] = {}
        self._free: dict[str, tuple[float, Point]] = {
            courier.id: (courier.on * MINUTE_S, courier.place) for courier in instance.couriers
        }

    def minutes(self) -> range:
        """The minutes at which something may be decided."""
        begins = min(courier.on for courier in self.instance.couriers)
        ends = max(courier.off for courier in self.instance.couriers)
        return range(min(begins, self.instance.orders[0].placed), ends + 1)

    def look(self, minute: int) -> Snapshot | None:
        """The snapshot of that minute; None when nobody could go."""
        while self._coming and self._coming[-1].placed <= minute:
            order = self._coming.pop()
            self._waiting[order.id] = order
        now = minute * MINUTE_S
        couriers = tuple(
            self._candidate(courier, now)
            for courier in self.instance.couriers
            if courier.off * MINUTE_S >= now and self._free[courier.id][0] - now <= SOON_S
        )
        if not any(courier.idle for courier in couriers):
            return None
        orders = tuple(
            OpenOrder(
                order.id, 1, self.instance.restaurants[order.restaurant], order.place,
                order.placed * MINUTE_S - now, order.ready * MINUTE_S - now,
            )
            for order in self._waiting.values()
        )  # fmt: skip
        counters = tuple(self.instance.restaurants.values())
        return Snapshot(
            orders=orders, couriers=couriers, service=self.service, at_s=now, counters=counters
        )

    def begin(self, minute: int, trip: Trip) -> None:
        """Let the trip run its course; AssertionError when it cannot begin."""
        now = minute * MINUTE_S
        free_s, place = self._free[trip.courier.id]
        assert free_s <= now, "the courier is under way"
        assert place == trip.courier.place, "the courier stands elsewhere"
        for planned, door in zip(trip.orders, trip.doors, strict=True):
            order = self._waiting.pop(planned.id)
            way = self.travel.between(planned.pickup, planned.door) / MINUTE_S
            halves = (self.service.pickup_s + self.service.dropoff_s) / 2 / MINUTE_S
            self.done.append(
                Delivery(
                    order=order.id,
                    courier=trip.courier.id,
                    restaurant=order.restaurant,
                    assigned=float(minute),
                    placed=order.placed,
                    ready=order.ready,
                    collected=minute + trip.counter.hand_over_s / MINUTE_S,
                    delivered=minute + door.hand_over_s / MINUTE_S,
                    trivial=order.ready - order.placed + halves + way,
                )
            )
        brought = self._brought.get(trip.courier.id, 0)
        self._brought[trip.courier.id] = brought + len(trip.orders)
        self._free[trip.courier.id] = now + trip.doors[-1].leave_s, trip.doors[-1].place

    def move(self, minute: int, move: Move) -> None:
        """Let a courier go to a restaurant without an order; AssertionError when they cannot."""
        now = minute * MINUTE_S
        free_s, place = self._free[move.courier.id]
        assert free_s <= now, "the courier is under way"
        assert place == move.courier.place, "the courier stands elsewhere"
        self.ahead.append(SentAhead(move.courier.id, float(minute), self._names[move.place]))
        self._free[move.courier.id] = now + move.arrive_s, move.place

    def play(self, peer: Peer) -> list[float]:
        """The whole night under `peer`; the seconds that each decision over orders took."""
        took = []
        for minute in self.minutes():
            snapshot = self.look(minute)
            if snapshot is not None:
                before = time.perf_counter()
                trips, moves = peer.decide(snapshot, self.travel)
                if snapshot.orders:
                    took.append(time.perf_counter() - before)
                for trip in trips:
                    self.begin(minute, trip)
                for move in moves:
                    self.move(minute, move)
        return took

    def pay(self) -> Pay:
        """What the couriers earn: the larger of the pay per order and the guarantee."""
        paid = {courier.id: self._earned(courier) for courier in self.instance.couriers}
        worked = [courier for courier in self.instance.couriers if courier.off > courier.on]
        return Pay(
            sum(max(by_order, by_hour) for by_order, by_hour in paid.values()),
            sum(by_hour > by_order for by_order, by_hour in paid.values()) / len(paid),
            tuple(max(paid[one.id]) * 60 / (one.off - one.on) for one in worked),
        )

    def _earned(self, courier: grubhub.InstanceCourier) -> tuple[int, int]:
        """Pay by orders, and the guarantee."""
        rules = self.instance.parameters
        by_hour = round(rules.pay_per_hour_fen * (courier.off - courier.on) / 60)
        return rules.pay_per_order_fen * self._brought.get(courier.id, 0), by_hour

    def _candidate(self, courier: grubhub.InstanceCourier, now: float) -> Candidate:
        free_at, place = self._free[courier.id]
        off_s = courier.off * MINUTE_S - now
        hours = max(1.0, now / 3600 - courier.on / 60)
        return Candidate(
            courier.id, 1, place, max(0.0, free_at - now), off_s, free_at <= now,
            earned_per_hour=self._earned(courier)[0] / hours,
        )  # fmt: skip


def run(name: str, peer: Peer, folder: Path, instance: Instance | None = None) -> Row:
    """The night under `peer`, measured, and checked from files when the instance is the folder's."""
    night = Night(instance or grubhub.read(folder))
    begun = time.process_time()
    took = night.play(peer)
    cpu_s = time.process_time() - begun
    done = sorted(night.done, key=lambda one: (one.collected, one.order))
    breaches = 0
    if instance is None:
        with tempfile.TemporaryDirectory() as out:
            solution.write(night.instance, done, Path(out), night.ahead)
            breaches = len(check(folder, Path(out)))
    last = max(courier.off for courier in night.instance.couriers)
    hopeless = sum(order.ready > last for order in night.instance.orders)
    times = np.array(took or [0.0])
    return Row(
        name, measures_of(night.instance, done, night.pay()), hopeless, breaches,
        (float(np.median(times)), float(times.max())), cpu_s,
    )  # fmt: skip
