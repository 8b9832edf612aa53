"""A live city on its terms: PostgreSQL, the wall clock, and the threads that keep it going."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from time import monotonic, perf_counter
from typing import Any

from yeshi.adapters.apart import Apart
from yeshi.adapters.clocks import ScaledClock, wall_time
from yeshi.adapters.columns.live import LiveColumns
from yeshi.adapters.errands import Runner
from yeshi.adapters.gathering import Gathering, unhurried
from yeshi.adapters.heartbeat import Heartbeat
from yeshi.adapters.postgres.operating import Lookout
from yeshi.adapters.postgres.presence import Presence, Told, Working
from yeshi.adapters.postgres.relay import Relay
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.adapters.postgres.tidying import tidy
from yeshi.adapters.sheets import SheetFolder
from yeshi.adapters.watch.commands import WatchedEngine
from yeshi.adapters.watch.log import Log
from yeshi.adapters.watch.metrics import Metrics
from yeshi.base.ids import random_id
from yeshi.base.limits import MOMENT_MIN
from yeshi.events.city import CITY
from yeshi.events.record import Recorded
from yeshi.flow import due
from yeshi.flow.aside import Aside, SetAside
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.due import Clockwork
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer, Lane
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.flow.table import TABLE
from yeshi.flow.terms import Terms
from yeshi.settings import Settings
from yeshi.web.frame.broadcast import Broadcast
from yeshi.wiring.costly import Costly, costly
from yeshi.wiring.errands import bearers
from yeshi.wiring.hands import Past, hands, nothing_before
from yeshi.wiring.messages import Outgoing
from yeshi.wiring.opened import Opened, payments_of, travel
from yeshi.wiring.parts import WHOLE, CityPart, CityShare
from yeshi.wiring.providers import provider_names
from yeshi.wiring.recorded import COLUMNS, SHEETS, sheets_of
from yeshi.wiring.telling import Listeners, telling
from yeshi.wiring.watching import Watching

# Sheets are asked for anew after so many real seconds, however fast the city's clock runs.
PREPARE_S = 60.0
# In real seconds: how soon an errand is begun once it is due.
LOOK_S = {Lane.QUICK: 0.5, Lane.LONG: 1.0, Lane.PAPER: 0.5, Lane.PAYING: 0.2}
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
    city: Opened
    telling: Listeners
    watching: Watching
    costly: Costly = field(init=False)
    _heard: list[Relay] = field(default_factory=list, init=False)
    _kept_aside: list[SetAside] = field(default_factory=list, init=False)
    _started: bool = field(default=False, init=False)

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
        self, name: str, every_s: float | Callable[[], float], act: Callable[[], None],
        aside: SetAside, first: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Have `act` done every `every_s` real seconds, by one process of all on the database."""
        loop = Heartbeat(
            self.engine.store, name, every_s, act, aside, first=first, waiting=self.log.waiting,
            holding=self.log.holding,
        )  # fmt: skip
        self.watching.loops.append(loop)
        if self._started:
            loop.start()

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
        self._started = True

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
    settings: Settings, url: str, log: Log, city: Opened, out: Outgoing,
    share: CityShare = WHOLE, make_past: Past = nothing_before,
) -> Iterator[LiveCity]:  # fmt: skip
    """The city on its database; once started, the loops of its share work until the end.

    `make_past` is called before sheets are first prepared, for what came before the city's record;
    in a process apart, so that it must be a thing that can be sent there. SettingError where the
    city runs at another speed elsewhere.
    """
    with ExitStack() as closing:
        store, made_up = city.store, city.charter.demo
        speed = settings.speed if made_up else 1.0
        # It is put to the city's time before anybody reads it; it never shows less than the record.
        clock = ScaledClock(MOMENT_MIN if made_up else city.begins, speed)
        payments = payments_of(city.charter, provider_names(settings, made_up))
        engine = WatchedEngine(
            store, clock, travel(), payments, city.in_force, TABLE, naming=random_id
        )
        told = closing.enter_context(telling(settings, log))
        live = _put_together(settings, engine, city, speed, told)
        presence = Presence(url, share.words, speed, live.told, clock.follow, city.renew)
        live.watching.process = presence.id
        closing.callback(presence.leave)
        # A made-up city goes on where its record stopped, any other one by the clock on the wall.
        presence.arrive(lambda: city.begins if made_up else None)
        presence.start(lambda: clock.now() if made_up else None)
        begin = partial(hands, settings, url, make_past)
        apart = Apart(begin)
        closing.callback(apart.close)
        live.costly = costly(engine, begin, settings.home, closing)
        _keep_going(live, store, bearers(settings, store, engine, apart, out, made_up), share)
        closing.callback(live.stop)
        yield live


def _put_together(
    settings: Settings, engine: WatchedEngine, city: Opened, speed: float, told: Listeners
) -> LiveCity:
    """The city on its engine, with those who watch it; no loop is in it yet."""
    broadcast = Broadcast(engine.store)
    engine.tell = told.carried
    engine.listen(told.happened)
    engine.listen(partial(_heard_of_the_city, city))
    engine.gather(Gathering(engine.perform_together), unhurried(engine.perform_together))
    columns, terms = settings.home / COLUMNS, engine.terms
    watching = Watching(
        engine=engine,
        lookout=Lookout(city.store.pool, city.store.readers),
        columns=columns,
        sheets=SheetFolder(settings.home / SHEETS),
        broadcast=broadcast,
        speed=speed,
        leases=lambda: lease_names(engine.terms),
    )
    told.metrics.look(watching.levels)
    return LiveCity(
        engine=engine,
        broadcast=broadcast,
        columns=LiveColumns(
            engine.store, columns, settings.figures, terms.calendar, terms.currency
        ),
        sheets=sheets_of(settings, engine.store, terms),
        speed=speed,
        city=city,
        telling=told,
        watching=watching,
    )


def _heard_of_the_city(city: Opened, _: str, recorded: Sequence[Recorded]) -> None:
    """Whoever changed the terms goes by them at once; all other processes within a second."""
    if any(one.event.subject == CITY for one in recorded):
        city.renew()


def _keep_going(
    live: LiveCity, store: PostgresStore, borne: Sequence[Bearer[Any, Any]], share: CityShare
) -> None:
    """What a share of any city needs: a relay of news, the clock's tick, errands, dispatchers."""
    engine = live.engine
    if CityPart.WEB in share.parts:
        live.hear(Relay(store, live.broadcast.tell, live.aside()))
    if CityPart.CLOCK in share.parts:
        _keep_time(live, store)
    for lane in share.lanes_here:
        live.beat(f"errands:{lane}", LOOK_S[lane], _running(engine, lane, borne), live.aside())
    dispatched: set[str] = set()

    def dispatch() -> None:
        for zone in share.zones_of(engine.terms):
            if zone not in dispatched:
                dispatched.add(zone)
                _dispatch(live, zone)

    dispatch()
    # A zone that is new in the terms has a dispatcher as soon as they are known here.
    live.city.changed = dispatch


def _dispatch(live: LiveCity, zone: str) -> None:
    aside = live.aside()
    act = _dispatching(Dispatcher(live.engine, zone, aside=aside), zone, live.metrics)
    live.beat(f"dispatch:{zone}", partial(_tick_s, live), act, aside)


def _tick_s(live: LiveCity) -> float:
    """Real seconds from one look of the clock, or of a dispatcher, to the next."""
    return live.engine.terms.policy.tick_s / live.speed


def _keep_time(live: LiveCity, store: PostgresStore) -> None:
    """Have done what the clock brings."""
    engine, aside = live.engine, live.aside()
    live.beat("tidy", TIDY_S, lambda: tidy(store, engine.clock.now(), wall_time()), live.aside())
    sheets = replace(due.SHEETS, every_s=PREPARE_S * live.speed)
    more = [sheets if one is due.SHEETS else one for one in due.LOOKED_AT]
    clockwork = Clockwork(engine, aside, more)
    live.beat("tick", partial(_tick_s, live), lambda: void(clockwork.turn()), aside)


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
