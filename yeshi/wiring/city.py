"""A live city on its terms: PostgreSQL, the wall clock, and the threads that keep it going."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from yeshi.adapters.clocks import ScaledClock
from yeshi.adapters.heartbeat import Heartbeat
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.listener import Listener
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.operating import Lookout
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.adapters.sheets import SheetFolder
from yeshi.adapters.watch.commands import Carried, WatchedEngine
from yeshi.adapters.watch.log import Log
from yeshi.adapters.watch.metrics import Metrics
from yeshi.flow.aside import Aside, SetAside
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.due import Clockwork
from yeshi.flow.engine import Engine
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.flow.table import TABLE
from yeshi.flow.terms import Terms
from yeshi.geo.travel import TravelTimes
from yeshi.settings import Settings
from yeshi.web.frame.broadcast import Broadcast
from yeshi.wiring.recorded import COLUMNS, SHEETS, city_begins, sheets_of
from yeshi.wiring.watching import Watching

# Sheets are prepared anew so many real seconds after they were.
PREPARE_S = 60.0


@dataclass(slots=True, kw_only=True)
class LiveCity:
    """A city: what the pages need of it, and the loops that keep it going once it is started."""

    engine: Engine
    broadcast: Broadcast
    sheets: PreparedSheets
    speed: float
    metrics: Metrics
    watching: Watching
    log: Log
    _loops: list[Heartbeat | Listener] = field(default_factory=list, init=False)
    _kept_aside: list[SetAside] = field(default_factory=list, init=False)

    def aside(self) -> SetAside:
        """Where a loop of this city sets aside what it cannot do; each has one of its own."""
        kept = SetAside(self.engine.clock, self.log.set_aside)
        self._kept_aside.append(kept)
        self.watching.asides.append(kept.all)
        return kept

    def keep(self, loop: Heartbeat | Listener) -> None:
        """Have a loop run from the city's start to its end."""
        self._loops.append(loop)

    def beat(
        self, name: str, every_s: float, act: Callable[[], None], aside: SetAside,
        first: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Have `act` done every `every_s` real seconds, by one process of all on the database."""
        loop = Heartbeat(
            self.engine.store, name, every_s, act, aside, first=first, waiting=self.log.waiting
        )
        self.watching.loops.append(loop)
        self.keep(loop)

    def set_aside(self) -> tuple[Aside, ...]:
        """What cannot be done at present, by all loops of this process."""
        return tuple(one for kept in self._kept_aside for one in kept.all())

    def start(self) -> None:
        """Set all loops going."""
        for loop in self._loops:
            loop.start()

    def stop(self) -> None:
        """End all loops, the last first; one that was not started is let be."""
        for loop in reversed(self._loops):
            loop.stop()


@contextmanager
def live_city(
    settings: Settings,
    terms: Terms,
    travel: TravelTimes,
    make_past: Callable[[Engine], None] = lambda _: None,
) -> Iterator[LiveCity]:
    """The city on its database; once started, its clock and dispatchers work until the end.

    `make_past` is called before sheets are first prepared, for what came before the city's record.
    """
    with ExitStack() as closing:
        url = settings.database_url or closing.enter_context(embedded(settings.home / "db"))
        migrate(url)
        pool = open_pool(url)
        store = PostgresStore(pool, terms.currency)
        closing.callback(store.close)
        clock = ScaledClock(city_begins(store, terms.calendar), settings.speed)
        engine, metrics = (
            WatchedEngine(store, clock, travel, TrialWallet(), terms, TABLE),
            Metrics(),
        )
        log = Log(settings.log, settings.log_least)
        engine.tell = _both(metrics.carried, log.carried)
        engine.listen(metrics.happened)
        sheets = sheets_of(settings, store, terms, lambda: make_past(engine))
        broadcast = Broadcast()
        watching = Watching(
            store=store,
            lookout=Lookout(pool),
            columns=settings.home / COLUMNS,
            sheets=SheetFolder(settings.home / SHEETS),
            broadcast=broadcast,
            speed=settings.speed,
        )
        metrics.look(watching.levels)
        live = LiveCity(
            engine=engine,
            broadcast=broadcast,
            sheets=sheets,
            speed=settings.speed,
            metrics=metrics,
            watching=watching,
            log=log,
        )
        _keep_going(live, url)
        closing.callback(live.stop)
        yield live


def _keep_going(live: LiveCity, url: str) -> None:
    """What any city needs: a listener, sheets, the clock's tick, and a dispatcher for each zone."""
    engine = live.engine
    minute_s = engine.terms.policy.tick_s / live.speed
    live.keep(Listener(url, live.broadcast.tell, live.aside()))
    live.beat("sheets", PREPARE_S, lambda: live.sheets.refresh(engine.clock.now()), live.aside())
    aside = live.aside()
    clockwork = Clockwork(engine, aside)
    live.beat("tick", minute_s, lambda: void(clockwork.turn()), aside)
    for zone in engine.terms.zones:
        aside = live.aside()
        dispatcher = Dispatcher(engine, zone.id, aside=aside)
        live.beat(
            f"dispatch:{zone.id}", minute_s, _dispatching(dispatcher, zone.id, live.metrics), aside
        )


def _dispatching(dispatcher: Dispatcher, zone: str, metrics: Metrics) -> Callable[[], None]:
    def decide() -> None:
        begun = perf_counter()
        dispatcher.tick()
        metrics.decided(zone, perf_counter() - begun)

    return decide


def _both(
    first: Callable[[Carried], None], second: Callable[[Carried], None]
) -> Callable[[Carried], None]:
    def tell(one: Carried) -> None:
        first(one)
        second(one)

    return tell


def void(_: object) -> None:
    """Let go how much was done: the record tells it."""
