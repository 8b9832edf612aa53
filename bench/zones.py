"""Two zones' dispatch in one process, and in two: python -m bench.zones [--demand N] [--hours H].

A busy evening of the usual scenario is played twice at the same time on one PostgreSQL, minute by
minute in turns, so that whatever else the machine does slows both alike. In one, a process decides
for both zones, as `yeshi serve` does with a thread each or one after the other; in the other, each
zone has a process of its own, as `yeshi work dispatch --zone` has. Told: the real seconds of all
rounds from looking to the last commit, their ratio (bar 0.6), the CPU seconds of whichever process
was the busiest in each round, which another's work does not change, and whether the same was
decided.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Condition, Thread
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import psycopg

from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.events.dispatch import RouteCommitted
from yeshi.files.city import City
from yeshi.files.scenario.reading import read_scenario
from yeshi.files.scenario.scenario import Scenario
from yeshi.flow.engine import Engine
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.flow.table import TABLE
from yeshi.geo.point import Point
from yeshi.geo.zones import zone_of
from yeshi.twin.actors import simulator
from yeshi.twin.rehearsal import night

USUAL = Path(__file__).parent.parent / "examples" / "scenarios" / "usual.toml"
# The first rounds read kernels, and decide next to nothing.
SKIPPED = 10
SEED = 1
AFTER = timedelta(minutes=20)


def even(city: City) -> City:
    """The city with its two zones drawn so that as much is ordered in each of them.

    In the demo city's own the west has a sixth of all, and no number of processes would help.
    """
    centres = {"west": Point(112.952, 28.186), "east": Point(112.990, 28.205)}
    zones = tuple(replace(zone, centre=centres[zone.id]) for zone in city.zones)
    zone_at = [zone_of(one.market.collection, zones) for one in city.quarters]
    quarters = tuple(
        replace(one, busy=1.0 / zone_at.count(zone), by_block=())
        for one, zone in zip(city.quarters, zone_at, strict=True)
    )
    return replace(city, zones=zones, quarters=quarters)


def engine_on(url: str, scenario: Scenario) -> tuple[Engine, SimulatedClock]:
    """A city on the database, at the evening's beginning."""
    clock, terms = SimulatedClock(night.begins_at(scenario)), night.terms_of(scenario)
    store = PostgresStore(open_pool(url), terms.currency)
    return Engine(store, clock, night.weather_of(), TrialWallet(), terms, TABLE), clock


def work(ours: Connection, url: str, scenario: Scenario, zones: list[str], threads: bool) -> None:
    """Decide for the zones at each moment that is sent, until none is."""
    engine, clock = engine_on(url, scenario)
    dispatchers = [Dispatcher(engine, zone) for zone in zones]
    with ThreadPoolExecutor(len(zones)) as pool:
        while (moment := ours.recv()) is not None:
            clock.put(moment)
            deciding = pool.map if threads else map
            begun = process_time()
            list(deciding(Dispatcher.tick, dispatchers))
            ours.send(process_time() - begun)


class Turns:
    """Who plays at present: one of two at a time."""

    def __init__(self) -> None:
        self._changes, self._who, self._over = Condition(), 0, set[int]()

    def take(self, who: int) -> None:
        """Wait for one's turn."""
        with self._changes:
            self._changes.wait_for(lambda: self._who == who)

    def give(self, who: int, over: bool = False) -> None:
        """Let the other one play, unless they are through."""
        with self._changes:
            self._over |= {who} if over else set()
            self._who = who if 1 - who in self._over else 1 - who
            self._changes.notify_all()


@dataclass(kw_only=True)
class Evening:
    """One of the two: its database, its processes, and how long each round took."""

    number: int
    url: str
    scenario: Scenario
    hands: list[Connection]
    turns: Turns
    took_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)
    fault: BaseException | None = None

    def play(self) -> None:
        """Play it to its end."""
        self.turns.take(self.number)
        try:
            engine, clock = engine_on(self.url, self.scenario)
            night.play(self.scenario, SEED, engine, clock, night.weather_of())
        except BaseException as fault:
            self.fault = fault
        finally:
            self.turns.give(self.number, over=True)

    def decide(self, engine: Engine, actors: Sequence[Any]) -> None:
        """A round of all zones, and what came of it told to the actors; then it is the other's turn."""
        with engine.store.begin() as work_:
            last = work_.events.last()
        seen = last.seq if last else 0
        begun = perf_counter()
        for hand in self.hands:
            hand.send(engine.clock.now())
        # What the round waits for: the busiest of the processes.
        self.cpu_s.append(max([hand.recv() for hand in self.hands]))
        self.took_s.append(perf_counter() - begun)
        with engine.store.begin() as work_:
            recorded = work_.events.after(seen, 100_000)
        # Whichever zone was the quicker: the actors hear of one after the other.
        for one in sorted(recorded, key=lambda it: (getattr(it.event, "zone", ""), it.seq)):
            for actor in actors:
                actor.hear(one)
        self.turns.give(self.number)
        self.turns.take(self.number)

    def routes(self) -> list[tuple[Any, ...]]:
        """Whom it sent, with what, and when."""
        engine, _ = engine_on(self.url, self.scenario)
        with engine.store.begin() as work_:
            recorded = work_.events.after(0, 10_000_000)
        return sorted(
            (one.at, one.event.route, one.event.courier, one.event.orders)
            for one in recorded
            if isinstance(one.event, RouteCommitted)
        )


EVENINGS: dict[str, Evening] = {}


class Elsewhere(simulator.Simulator):
    """A night whose dispatch is decided in other processes."""

    def __init__(self, engine: Engine, *more: Any) -> None:
        super().__init__(engine, *more)
        self._dispatchers = [self]  # type: ignore[list-item]

    def tick(self) -> None:
        """One round, where a dispatcher would have its tick."""
        with self._engine.store.begin() as work_:
            name = str(work_.session.rows("SELECT current_database()")[0][0])  # type: ignore[attr-defined]
        EVENINGS[name].decide(self._engine, self._actors)


@contextmanager
def hands_of(
    url: str, scenario: Scenario, shares: list[list[str]], threads: bool
) -> Iterator[list[Connection]]:
    """A process for each share of the zones."""
    context, hands, processes = get_context("spawn"), [], []
    for zones in shares:
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, url, scenario, zones, threads))
        process.start()
        hands.append(ours)
        processes.append(process)
    try:
        yield hands
    finally:
        for ours, process in zip(hands, processes, strict=True):
            ours.send(None)
            process.join(30)
            process.kill()


def database(server: str, name: str) -> str:
    """The address of a new database with the schema."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    url = server.replace("/postgres?", f"/{name}?")
    migrate(url)
    return url


def main() -> int:
    """Print the figures; 1 where the bar is missed or something else was decided."""
    parser = argparse.ArgumentParser(prog="python -m bench.zones")
    parser.add_argument("--demand", type=float, default=8.0, help="against the usual evening")
    parser.add_argument("--hours", type=float, default=1.5)
    parser.add_argument("--threads", action="store_true", help="one process: a thread a zone")
    said = parser.parse_args()
    usual = read_scenario(USUAL)
    fleet = replace(usual.fleet, couriers=int(usual.fleet.couriers * said.demand))
    # Who finds it too dear is none of this: the more come the busier it is.
    response = replace(usual.response, elasticity=0.0)
    scenario = replace(
        usual, city=even(usual.city), demand=said.demand, hours=said.hours, fleet=fleet,
        response=response,
    )  # fmt: skip
    zones = [zone.id for zone in scenario.city.zones]
    folder = Path(tempfile.mkdtemp(prefix="yeshi-"))
    try:
        with embedded(folder / "db") as server:
            one, two = database(server, "one"), database(server, "two")
            with (
                hands_of(one, scenario, [zones], said.threads) as together,
                hands_of(two, scenario, [[zone] for zone in zones], said.threads) as apart,
                patch.object(night, "Simulator", Elsewhere),
                patch.object(night, "AFTER", AFTER),
            ):
                turns = Turns()
                for number, (name, url, hands) in enumerate(
                    (("one", one, together), ("two", two, apart))
                ):
                    EVENINGS[name] = Evening(
                        number=number, url=url, scenario=scenario, hands=hands, turns=turns
                    )
                threads = [Thread(target=evening.play) for evening in EVENINGS.values()]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            return tell(EVENINGS["one"], EVENINGS["two"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tell(one: Evening, two: Evening) -> int:
    """Print what both came to; 1 where the bar is missed or they differ."""
    for evening in (one, two):
        if evening.fault is not None:
            raise evening.fault
    took_one, took_two = (sum(evening.took_s[SKIPPED:]) for evening in (one, two))
    cpu_one, cpu_two = (sum(evening.cpu_s[SKIPPED:]) for evening in (one, two))
    routes, same = one.routes(), one.routes() == two.routes()
    ratio = took_two / took_one
    orders = sum(len(route[3]) for route in routes)
    print(f"evening               {len(one.took_s)} rounds, {len(routes)} routes, {orders} orders")
    print(f"one process           {took_one:.2f} s, most {max(one.took_s[SKIPPED:]):.3f} s a round")
    print(f"two processes         {took_two:.2f} s, most {max(two.took_s[SKIPPED:]):.3f} s a round")
    print(f"ratio                 {ratio:.2f} (bar 0.6)")
    print(
        f"CPU of the busiest    {cpu_one:.2f} s and {cpu_two:.2f} s, ratio {cpu_two / cpu_one:.2f}"
    )
    print(f"the same was decided  {same}")
    return int(ratio > 0.6 or not same)


if __name__ == "__main__":
    sys.exit(main())
