"""The live city: PostgreSQL, the wall clock, and the threads that keep it going."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from yeshi.adapters.clocks import ScaledClock
from yeshi.adapters.heartbeat import Heartbeat
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.listener import Listener
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.files.city import City
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.due import Clockwork
from yeshi.flow.engine import Engine
from yeshi.flow.orders.dispatching import Dispatcher
from yeshi.flow.table import TABLE
from yeshi.geo.travel import EBIKE_M_MIN, StraightLine
from yeshi.settings import Settings
from yeshi.twin.demo import stage
from yeshi.web.frame.broadcast import Broadcast
from yeshi.wiring.past import past_maker
from yeshi.wiring.recorded import COLUMNS, city_begins, sheets_of

# Sheets are prepared anew so many real seconds after they were.
PREPARE_S = 60.0


@dataclass(frozen=True, slots=True)
class LiveCity:
    """A city: what the pages need of it, and `start`, which sets it under way."""

    engine: Engine
    city: City
    broadcast: Broadcast
    sheets: PreparedSheets
    start: Callable[[], None]


@contextmanager
def live_city(settings: Settings, broken: Callable[[BaseException], None]) -> Iterator[LiveCity]:
    """The demo city on its database; once started, its people and dispatchers work until the end.

    `broken` hears of a rule that does not hold, from whatever thread.
    """
    with ExitStack() as closing:
        url = settings.database_url or closing.enter_context(embedded(settings.home / "db"))
        migrate(url)
        city = stage.changsha()
        store = PostgresStore(open_pool(url), city.currency)
        closing.callback(store.close)
        clock = ScaledClock(city_begins(store, city.calendar), settings.speed)
        terms = stage.terms_of(city)
        travel = StraightLine(EBIKE_M_MIN)
        engine = Engine(store, clock, travel, TrialWallet(), terms, TABLE)
        stage.register(engine, city)
        broadcast = Broadcast()
        listener = Listener(url, broadcast.tell)
        make_past = past_maker(engine, city, settings.home / COLUMNS)
        sheets = sheets_of(settings, store, terms, make_past)
        preparing = Heartbeat(
            store, "sheets", PREPARE_S, lambda: sheets.refresh(clock.now()), broken
        )

        def start() -> None:
            hearts = _hearts(engine, city, settings, broken)
            threads: list[Listener | Heartbeat] = [listener, preparing, *hearts]
            for thread in threads:
                thread.start()
                closing.callback(thread.stop)

        yield LiveCity(engine, city, broadcast, sheets, start)


def _hearts(
    engine: Engine, city: City, settings: Settings, broken: Callable[[BaseException], None]
) -> Iterator[Heartbeat]:
    """One thread for the people, one for the clock's tick, one dispatcher for each zone."""
    minute_s = engine.terms.policy.tick_s / settings.speed
    play = stage.stage(engine, city, settings.hunger)

    def step() -> None:
        play.step()
        play.report_positions()

    yield Heartbeat(engine.store, "people", min(0.5, minute_s / 4), step, broken, play.resume)

    clockwork = Clockwork(engine)

    def tick() -> None:
        clockwork.turn()

    yield Heartbeat(engine.store, "tick", minute_s, tick, broken)
    for zone in engine.terms.zones:
        dispatcher = Dispatcher(engine, zone.id)

        def dispatch(dispatcher: Dispatcher = dispatcher) -> None:
            dispatcher.tick()

        yield Heartbeat(engine.store, f"dispatch:{zone.id}", minute_s, dispatch, broken)
