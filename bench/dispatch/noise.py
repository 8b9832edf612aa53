"""Kitchens that are late and ways that vary: python -m bench.dispatch.noise DIR [--all].

The core that is told expected times with their spread, beside the same core told the expected times
alone, on the same nights with the same chance. Preparation and each way are their expected time
times a lognormal factor of mean 1; what is expected of a kitchen that is not ready yet is expected
anew each minute, given that it is not.
"""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from math import erf, exp, log, sqrt
from pathlib import Path
from random import Random

import numpy as np

from bench.dispatch.core import Yeshi
from bench.dispatch.harness import MINUTE_S, Night
from bench.dispatch.instances import instances
from yeshi.dispatch.routes import Trip
from yeshi.dispatch.snapshot import OpenOrder, Snapshot
from yeshi.geo.point import Point
from yeshi.twin.instances import grubhub
from yeshi.twin.instances.grubhub import Instance

SPREADS = (0.0, 0.2, 0.4)
SEED = 2018


@dataclass(frozen=True, slots=True)
class Outcome:
    """A night: minutes from click to door, minutes that food waited, orders not delivered."""

    click_to_door: float
    food_waits: float
    undelivered: int


@dataclass(frozen=True, slots=True)
class Under:
    """A trip under way: moments at which something is done, what is left after each, and its
    variance; seconds."""

    at: tuple[float, ...]
    left: tuple[float, ...]
    var: tuple[float, ...]


class NoisyNight(Night):
    """A night whose kitchens and ways are not as expected; `told`: whether spreads are told."""

    def __init__(self, instance: Instance, cv: float, told: bool) -> None:
        super().__init__(instance)
        self._cv, self._told = cv, told
        self._under: dict[str, Under] = {}
        self._legs = 0
        self.to_door: list[float] = []
        self.waits: list[float] = []

    def factor(self, what: str) -> float:
        """The factor of a kitchen or way, the same under both cores as long as they do alike."""
        if self._cv == 0.0:
            return 1.0
        sigma = sqrt(log(1.0 + self._cv**2))
        return Random(f"{SEED}:{self.instance.name}:{what}").lognormvariate(-(sigma**2) / 2, sigma)

    def ready_at(self, order_id: str, placed_s: float, expected_s: float) -> float:
        """When the order is in truth ready, in seconds of the day."""
        return placed_s + (expected_s - placed_s) * self.factor(order_id)

    def look(self, minute: int) -> Snapshot | None:
        """The snapshot, as far as can be known at that minute."""
        seen = super().look(minute)
        if seen is None:
            return None
        now = minute * MINUTE_S
        couriers = []
        for courier in seen.couriers:
            under = self._under.get(courier.id)
            if not courier.idle and under is not None and under.at[0] <= now:
                done = max(i for i, at in enumerate(under.at) if at <= now)
                free_s = max(30.0, under.at[done] + under.left[done] - now)
                sd = sqrt(under.var[done]) if self._told else 0.0
                courier = courier._replace(free_s=free_s, free_sd_s=sd)
            couriers.append(courier)
        orders = tuple(self._known(order, now) for order in seen.orders)
        cv = self._cv if self._told else 0.0
        return Snapshot(
            orders=orders, couriers=tuple(couriers), service=seen.service, at_s=seen.at_s, way_cv=cv
        )

    def _known(self, order: OpenOrder, now: float) -> OpenOrder:
        placed = now + order.placed_s
        actual = self.ready_at(order.id, placed, now + order.ready_s)
        if actual <= now or self._cv == 0.0:
            return order._replace(ready_s=actual - now, ready_sd_s=0.0)
        mean, sd = remaining(order.ready_s - order.placed_s, self._cv, now - placed)
        return order._replace(ready_s=mean, ready_sd_s=sd if self._told else 0.0)

    def begin(self, minute: int, trip: Trip) -> None:
        """Let the trip run its course, as kitchens and ways have it."""
        now = minute * MINUTE_S
        place, clock = trip.courier.place, now
        halves = self.service.pickup_s / 2, self.service.dropoff_s / 2
        actual_ready = []
        for planned in trip.orders:
            order = self._waiting.pop(planned.id)
            actual_ready.append(
                self.ready_at(planned.id, order.placed * MINUTE_S, order.ready * MINUTE_S)
            )
        stops: list[tuple[Point, float]] = []
        clock += self._leg(place, trip.counter.place)
        collected = max(clock + halves[0], *actual_ready)
        clock, place = collected + halves[0], trip.counter.place
        for planned in trip.orders:
            clock += self._leg(place, planned.door) + halves[1]
            stops.append((planned.door, clock))
            self.to_door.append((clock - now - planned.placed_s) / MINUTE_S)
            clock, place = clock + halves[1], planned.door
        self.waits += [(collected - ready) / MINUTE_S for ready in actual_ready]
        planned_at = [now + trip.counter.hand_over_s, *(now + d.hand_over_s for d in trip.doors)]
        ends = now + trip.doors[-1].leave_s
        ways = self._ways(trip)
        at, lefts, variances = [now], [ends - now], [self._cv**2 * sum(w * w for w in ways)]
        for step, moment in enumerate([collected, *(when for _, when in stops)]):
            at.append(moment)
            lefts.append(ends - planned_at[step])
            variances.append(self._cv**2 * sum(w * w for w in ways[step + 1 :]))
        spread = max(order.ready_sd_s for order in trip.orders)
        variances[0] += spread * spread
        self._under[trip.courier.id] = Under(tuple(at), tuple(lefts), tuple(variances))
        brought = self._brought.get(trip.courier.id, 0)
        self._brought[trip.courier.id] = brought + len(trip.orders)
        self._free[trip.courier.id] = clock, place

    def _leg(self, a: Point, b: Point) -> float:
        self._legs += 1
        return self.travel.between(a, b) * self.factor(f"leg:{a.x}:{a.y}:{b.x}:{b.y}")

    def _ways(self, trip: Trip) -> list[float]:
        places = [trip.courier.place, trip.counter.place, *(door.place for door in trip.doors)]
        return [self.travel.between(a, b) for a, b in pairwise(places)]


def remaining(mean_s: float, cv: float, passed_s: float) -> tuple[float, float]:
    """Mean and deviation of what is left of a lognormal time of `mean_s`, `passed_s` of it gone."""
    if mean_s <= 0.0:
        return 0.0, 0.0
    sigma = sqrt(log(1.0 + cv * cv))
    mu = log(mean_s) - sigma * sigma / 2
    if passed_s <= 0.0:
        return mean_s, cv * mean_s

    def beyond(power: int) -> float:
        return _phi((mu + power * sigma * sigma - log(passed_s)) / sigma)

    still = beyond(0)
    if still < 1e-6:
        return 30.0, 30.0
    mean = exp(mu + sigma * sigma / 2) * beyond(1) / still
    square = exp(2 * mu + 2 * sigma * sigma) * beyond(2) / still
    return max(15.0, mean - passed_s), sqrt(max(0.0, square - mean * mean))


def _phi(z: float) -> float:
    return 0.5 * (1.0 + erf(z / sqrt(2.0)))


def play(folder: Path, cv: float, told: bool) -> Outcome:
    """The night with that noise, under the core that is told the spread or is not."""
    night, peer = NoisyNight(grubhub.read(folder), cv, told), Yeshi()
    for minute in night.minutes():
        snapshot = night.look(minute)
        if snapshot is not None:
            for trip in peer.decide(snapshot, night.travel)[0]:
                night.begin(minute, trip)
    undelivered = len(night.instance.orders) - len(night.to_door)
    return Outcome(float(np.mean(night.to_door)), float(np.mean(night.waits)), undelivered)


def main() -> int:
    """Print a row for each spread; the gain is of the same nights, with its 95 % interval."""
    asked = argparse.ArgumentParser(prog="python -m bench.dispatch.noise")
    asked.add_argument("folders", metavar="folder", type=instances)
    asked.add_argument("--all", action="store_true", help="every instance, not one in five")
    said = asked.parse_args()
    folders = said.folders if said.all else said.folders[::5]
    print(
        f"{len(folders)} nights, seed {SEED}; minutes from click to door; gain: means only less with spread"
    )
    print("| spread | means only | with spread | gain | 95 % interval | food waits | undelivered |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for cv in SPREADS:
            runs = {
                told: list(pool.map(play, folders, [cv] * len(folders), [told] * len(folders)))
                for told in (False, True)
            }
            gains = np.array(
                [
                    a.click_to_door - b.click_to_door
                    for a, b in zip(runs[False], runs[True], strict=True)
                ]
            )
            half = 1.96 * gains.std(ddof=1) / sqrt(len(gains)) if len(gains) > 1 else float("nan")
            mean = {told: np.mean([one.click_to_door for one in runs[told]]) for told in runs}
            waits = {told: np.mean([one.food_waits for one in runs[told]]) for told in runs}
            lost = {told: sum(one.undelivered for one in runs[told]) for told in runs}
            print(
                f"| {cv:.0%} | {mean[False]:.2f} | {mean[True]:.2f} | {gains.mean():.2f} | "
                f"{gains.mean() - half:.2f} … {gains.mean() + half:.2f} | "
                f"{waits[False]:.2f} → {waits[True]:.2f} | {lost[False]} → {lost[True]} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
