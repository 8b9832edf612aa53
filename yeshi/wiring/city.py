"""A live city on its terms: PostgreSQL, the wall clock, and the threads that keep it going."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from time import monotonic, perf_counter
from typing import Any

from yeshi.adapters.apart import Apart
from yeshi.adapters.clocks import ScaledClock
from yeshi.adapters.columns.live import LiveColumns
from yeshi.adapters.errands import Runner
from yeshi.adapters.gathering import Gathering
from yeshi.adapters.heartbeat import Heartbeat
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.operating import Lookout
from yeshi.adapters.postgres.presence import Presence, Told, Working
from yeshi.adapters.postgres.relay import Relay
from yeshi.adapters.postgres.store import PostgresStore, open_pool, open_readers
from yeshi.adapters.postgres.tidying import tidy
from yeshi.adapters.sheets import SheetFolder
from yeshi.adapters.watch.commands import WatchedEngine
from yeshi.adapters.watch.log import Log
from yeshi.adapters.watch.metrics import Metrics
from yeshi.base.ids import random_id
from yeshi.base.limits import MOMENT_MIN
from yeshi.flow import due
from yeshi.flow.aside import Aside, SetAside
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.due import Clockwork
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer, Lane
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.flow.table import TABLE
from yeshi.flow.terms import Terms
from yeshi.geo.travel import TravelTimes
from yeshi.settings import Settings
from yeshi.web.frame.broadcast import Broadcast
from yeshi.wiring.costly import Costly, costly
from yeshi.wiring.errands import bearers
from yeshi.wiring.hands import Past, hands, nothing_before
from yeshi.wiring.parts import WHOLE, CityPart, CityShare
from yeshi.wiring.recorded import COLUMNS, SHEETS, city_begins, sheets_of
from yeshi.wiring.telling import Listeners, telling
from yeshi.wiring.watching import Watching

# Sheets are asked for anew after so many real seconds, however fast the city's clock runs.
PREPARE_S = 60.0
# In real seconds: how soon an errand is begun once it is due.
LOOK_S = {Lane.QUICK: 0.5, Lane.LONG: 1.0}
# Whoever stops a city waits no longer for the beats under way.
STOP_S = 0.8
TIDY_S = 60.0


@dataclass(slots=True, kw_only=True)
class LiveCity:
    """A city: what the pages need of it, and the loops that keep it going once it is started."""

    engine: Engine
    broadcast: Broadcast
    columns: LiveColumns
    sheets: PreparedSheets
    speed: float
    telling: Listeners
    watching: Watching
    costly: Costly = field(init=False)
    _heard: list[Relay] = field(default_factory=list, init=False)
    _kept_aside: list[SetAside] = field(default_factory=list, init=False)

    @property
    def log(self) -> Log:
        """The log of this process."""
        return self.telling.log

    @property
    def metrics(self) -> Metrics:
        """The figures of this process."""
        return self.telling.metrics

    def aside(self) -> SetAside:
        """Where a loop of this city sets aside what it cannot do; each has one of its own."""
        kept = SetAside(self.engine.clock, self.log.set_aside)
        self._kept_aside.append(kept)
        self.watching.asides.append(kept.all)
        return kept

    def hear(self, relay: Relay) -> None:
        """Have news heard from the city's start to its end."""
        self._heard.append(relay)
        self.watching.relay = relay

    def beat(
        self, name: str, every_s: float, act: Callable[[], None], aside: SetAside,
        first: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Have `act` done every `every_s` real seconds, by one process of all on the database."""
        loop = Heartbeat(
            self.engine.store, name, every_s, act, aside, first=first, waiting=self.log.waiting,
            holding=self.log.holding,
        )  # fmt: skip
        self.watching.loops.append(loop)

    def set_aside(self) -> tuple[Aside, ...]:
        """What cannot be done at present, by all loops of this process."""
        return tuple(one for kept in self._kept_aside for one in kept.all())

    def told(self) -> Told:
        """What this process tells the others of itself."""
        loops = tuple(
            Working(name=loop.name, holds=loop.holds, took_s=loop.took_s)
            for loop in self.watching.loops
        )
        return Told(loops=loops, asides=self.set_aside())

    def start(self) -> None:
        """Set all loops going."""
        for heard in self._heard:
            heard.start()
        for loop in self.watching.loops:
            loop.start()

    def leave_off(self) -> None:
        """Have all loops begin nothing more, and all open pages ask again, whoever serves then."""
        self.broadcast.close()
        for loop in self.watching.loops:
            loop.stop()

    def stop(self) -> None:
        """End all loops: what is under way has `STOP_S`, what is not over by then is undone.

        A command that is undone was answered to nobody; whoever has the lease next does it.
        """
        self.leave_off()
        for heard in self._heard:
            heard.stop()
        ends = monotonic() + STOP_S
        for loop in self.watching.loops:
            loop.join(max(0.0, ends - monotonic()))


@contextmanager
def live_city(
    settings: Settings,
    database: Callable[[], str],
    log: Log,
    terms: Terms,
    travel: TravelTimes,
    make_past: Past = nothing_before,
    share: CityShare = WHOLE,
) -> Iterator[LiveCity]:
    """The city on its database; once started, the loops of its share work until the end.

    `database` waits for the address of its PostgreSQL. `make_past` is called before sheets are
    first prepared, for what came before the city's record; in a process apart, so that it must be a
    thing that can be sent there. SettingError where the city runs at another speed elsewhere.
    """
    with ExitStack() as closing:
        url = database()
        migrate(url)
        pool = open_pool(url, limited=True)
        readers = open_readers(pool)
        store = PostgresStore(pool, terms.currency, readers)
        closing.callback(store.close)
        # It is put to the city's time before anybody reads it.
        clock = ScaledClock(MOMENT_MIN, settings.speed)
        engine = WatchedEngine(store, clock, travel, TrialWallet(), terms, TABLE, naming=random_id)
        told = closing.enter_context(telling(settings, log))
        live = _put_together(settings, engine, Lookout(pool, readers), told)
        presence = Presence(url, share.words, settings.speed, live.told, clock.follow)
        live.watching.process = presence.id
        closing.callback(presence.leave)
        presence.arrive(lambda: city_begins(store, terms.calendar))
        presence.start(clock.now)
        begin = partial(hands, settings, url, terms, travel, make_past)
        apart = Apart(begin)
        closing.callback(apart.close)
        live.costly = costly(engine, begin, closing)
        _keep_going(live, store, apart, share)
        closing.callback(live.stop)
        yield live


def _put_together(
    settings: Settings, engine: WatchedEngine, lookout: Lookout, told: Listeners
) -> LiveCity:
    """The city on its engine, with those who watch it; no loop is in it yet."""
    broadcast = Broadcast(engine.store)
    engine.tell = told.carried
    engine.listen(told.happened)
    engine.gather(Gathering(engine.perform_together))
    columns, terms = settings.home / COLUMNS, engine.terms
    watching = Watching(
        engine=engine,
        lookout=lookout,
        columns=columns,
        sheets=SheetFolder(settings.home / SHEETS),
        broadcast=broadcast,
        speed=settings.speed,
        leases=lease_names(terms),
    )
    told.metrics.look(watching.levels)
    return LiveCity(
        engine=engine,
        broadcast=broadcast,
        columns=LiveColumns(
            engine.store, columns, settings.figures, terms.calendar, terms.currency
        ),
        sheets=sheets_of(settings, engine.store, terms),
        speed=settings.speed,
        telling=told,
        watching=watching,
    )


def _keep_going(live: LiveCity, store: PostgresStore, apart: Apart, share: CityShare) -> None:
    """What a share of any city needs: a relay of news, the clock's tick, errands, dispatchers."""
    engine = live.engine
    minute_s = engine.terms.policy.tick_s / live.speed
    if CityPart.WEB in share.parts:
        live.hear(Relay(store, live.broadcast.tell, live.aside()))
    if CityPart.CLOCK in share.parts:
        _keep_time(live, store, minute_s)
    borne = bearers(engine, apart)
    for lane in share.lanes_here:
        live.beat(f"errands:{lane}", LOOK_S[lane], _running(engine, lane, borne), live.aside())
    for zone in share.zones_of(engine.terms):
        aside = live.aside()
        dispatcher = Dispatcher(engine, zone, aside=aside)
        live.beat(f"dispatch:{zone}", minute_s, _dispatching(dispatcher, zone, live.metrics), aside)


def _keep_time(live: LiveCity, store: PostgresStore, minute_s: float) -> None:
    """Have done what the clock brings."""
    engine, aside = live.engine, live.aside()
    live.beat("tidy", TIDY_S, lambda: tidy(store, engine.clock.now()), live.aside())
    sheets = replace(due.SHEETS, every_s=PREPARE_S * live.speed)
    more = [sheets if one is due.SHEETS else one for one in due.LOOKED_AT]
    clockwork = Clockwork(engine, aside, more)
    live.beat("tick", minute_s, lambda: void(clockwork.turn()), aside)


def lease_names(terms: Terms) -> tuple[str, ...]:
    """The leases that some process of a city on these terms holds, as long as one works."""
    errands = (f"errands:{lane}" for lane in Lane)
    return ("tick", *errands, *(f"dispatch:{zone.id}" for zone in terms.zones))


def _running(engine: Engine, lane: Lane, borne: Sequence[Bearer[Any, Any]]) -> Callable[[], None]:
    runner = Runner(engine, lane, borne)
    return lambda: void(runner.turn())


def _dispatching(dispatcher: Dispatcher, zone: str, metrics: Metrics) -> Callable[[], None]:
    def decide() -> None:
        begun = perf_counter()
        dispatcher.tick()
        metrics.decided(zone, perf_counter() - begun)

    return decide


def void(_: object) -> None:
    """Let go how much was done: the record tells it."""
