"""The one place where ports meet adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import blake2b
from pathlib import Path
from secrets import token_urlsafe
from signal import SIGTERM, default_int_handler, signal
from socket import SO_REUSEADDR, SOL_SOCKET, socket

import uvicorn

from yeshi import __version__
from yeshi.accords.accord import seat
from yeshi.adapters.columns.live import LiveColumns
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.adapters.heartbeat import Heartbeat
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.passwords import Argon2
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.listener import Listener
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.adapters.simulated import SimulatedClock
from yeshi.adapters.wallclock import ScaledClock, wall_time
from yeshi.base.clock import LOCAL
from yeshi.base.errors import InputError, PortTaken
from yeshi.base.refused import Refused
from yeshi.base.report import Report
from yeshi.dispatch.policy import Policy
from yeshi.flow import cooking, delivering, dispatching, registering, reminding
from yeshi.flow.dispatching import Dispatcher
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Store
from yeshi.flow.table import TABLE
from yeshi.geo.travel import StraightLine
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.settings import Settings
from yeshi.twin import night, solution, stage
from yeshi.twin.city import City
from yeshi.twin.instances import grubhub
from yeshi.twin.rehearsal import night as rehearsal
from yeshi.twin.rehearsal.outcome import Values, outcome
from yeshi.twin.rehearsal.scenario import Scenario
from yeshi.twin.report import Measures, deliveries, measure, sent_ahead
from yeshi.web.app import create_app
from yeshi.web.broadcast import Broadcast
from yeshi.web.desk import Desk, PartMissing
from yeshi.web.figures import FigureDesk
from yeshi.web.render import Renderer
from yeshi.web.sign_in import SignIn
from yeshi.web.visitor import Visitors, secret_in

# Of the data folder: what the city recorded, in columns.
COLUMNS = "columns"


def run_night(
    instance: grubhub.Instance,
    store: Store | None = None,
    progress: Callable[[int, int], None] | None = None,
    policy: Policy | None = None,
) -> night.Night:
    """The instance's night on `store`, which must be empty; by default on one in memory."""
    clock = SimulatedClock(night.MINUTE_0)
    terms, travel = night.terms_of(instance, policy or Policy()), night.travel_of(instance)
    kept = store or MemoryStore(terms.currency)
    engine = Engine(kept, clock, travel, TrialWallet(), terms, TABLE)
    return night.run(instance, engine, clock, progress)


def measure_night(
    folder: Path, out: Path | None = None, progress: Callable[[int, int], None] | None = None,
    policy: Policy | None = None,
) -> Measures:  # fmt: skip
    """The measures of the instance in `folder`; with `out`, its solution is written there."""
    ran = run_night(grubhub.read(folder), progress=progress, policy=policy)
    if out is not None:
        solution.write(ran.instance, deliveries(ran), out, sent_ahead(ran))
    return measure(ran)


def rehearse(
    scenario: Scenario, seed: int, progress: Callable[[datetime], None] | None = None
) -> rehearsal.Played:
    """A night of the scenario, played on a store in memory."""
    clock, weather = SimulatedClock(rehearsal.begins_at(scenario)), rehearsal.weather_of()
    terms = rehearsal.terms_of(scenario)
    engine = Engine(MemoryStore(terms.currency), clock, weather, TrialWallet(), terms, TABLE)
    return rehearsal.play(scenario, seed, engine, clock, weather, progress)


def code_version() -> str:
    """The version, and a digest of the code: nights of other code are other nights."""
    digest = blake2b(digest_size=8)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()}"


def rehearsed_outcome(scenario: Scenario, seed: int) -> Values:
    """What a night of the scenario comes to."""
    return outcome(rehearse(scenario, seed))


@contextmanager
def recorded_city(settings: Settings) -> Iterator[Store]:
    """The store of a city that was or is live, to be read."""
    with ExitStack() as closing:
        url = settings.database_url or closing.enter_context(embedded(settings.home / "db"))
        migrate(url)
        store = PostgresStore(open_pool(url))
        closing.callback(store.close)
        yield store


def enter_person(
    settings: Settings, id_: str, name: str, roles: Sequence[tuple[Role, str]], password: str
) -> None:
    """Let somebody sign in to the city; InputError for a programme or accord it does not have."""
    city = stage.changsha()
    with recorded_city(settings) as store:
        with store.begin() as work:
            programmes, accords = work.programmes.all(), work.accords.all()
        seats = (seat(one.id, party.id) for one in accords for party in one.parties)
        known = {CITY, *(one.id for one in programmes), *(one.id for one in accords), *seats}
        for _, scope in roles:
            if scope not in known:
                raise InputError(f"there is no {scope!r}; there are {', '.join(sorted(known))}")
        clock = SimulatedClock(_begin(store))
        travel = StraightLine(stage.SPEED_M_MIN)
        engine = Engine(store, clock, travel, TrialWallet(), stage.terms_of(city), TABLE)
        grants = tuple(Grant(role, scope) for role, scope in roles)
        person = Person(id_, name, grants, Argon2().make(password))
        answer = registering.enter_person(engine, f"cli:person:{token_urlsafe(12)}", person)
        if isinstance(answer, Refused):
            raise InputError(f"{id_}: {answer.reason.facts()}")


def columns_of(settings: Settings) -> Path:
    """The folder of what the city recorded, in columns, brought up to date."""
    folder = settings.home / COLUMNS
    with recorded_city(settings) as store:
        bring_up_to_date(store, folder)
    return folder


@dataclass(frozen=True, slots=True)
class LiveCity:
    """A city under way: what the pages need of it."""

    engine: Engine
    city: City
    broadcast: Broadcast


@contextmanager
def live_city(settings: Settings, broken: Callable[[BaseException], None]) -> Iterator[LiveCity]:
    """The demo city on its database, with its people and dispatchers at work until the end.

    `broken` hears of a rule that does not hold, from whatever thread.
    """
    with ExitStack() as closing:
        url = settings.database_url or closing.enter_context(embedded(settings.home / "db"))
        migrate(url)
        city = stage.changsha()
        store = PostgresStore(open_pool(url))
        closing.callback(store.close)
        clock = ScaledClock(_begin(store), settings.speed)
        terms = stage.terms_of(city)
        travel = StraightLine(stage.SPEED_M_MIN)
        engine = Engine(store, clock, travel, TrialWallet(), terms, TABLE)
        stage.register(engine, city)
        broadcast = Broadcast()
        listener = Listener(url, broadcast.tell)
        listener.start()
        closing.callback(listener.stop)
        for heart in _hearts(engine, city, settings, broken):
            heart.start()
            closing.callback(heart.stop)
        yield LiveCity(engine, city, broadcast)


def _begin(store: Store) -> datetime:
    """The city's moment at the start: where the record stopped, or seven this evening."""
    with store.begin() as work:
        last = work.events.last()
    if last is not None:
        return last.at
    return datetime.combine(wall_time().date(), time(19), LOCAL)


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

    def tick() -> None:
        cooking.lapse_unanswered(engine)
        delivering.turn_shifts(engine)
        dispatching.strand(engine)
        reminding.remind(engine)
        reminding.measure_targets(engine)

    yield Heartbeat(engine.store, "tick", minute_s, tick, broken)
    for zone in engine.terms.zones:
        dispatcher = Dispatcher(engine, zone.id)

        def dispatch(dispatcher: Dispatcher = dispatcher) -> None:
            dispatcher.tick()

        yield Heartbeat(engine.store, f"dispatch:{zone.id}", minute_s, dispatch, broken)


def desk_of(live: LiveCity, settings: Settings) -> Desk:
    """What the pages of a city under way have at hand."""
    secret = secret_in(settings.home)
    sign_in = SignIn(live.engine, secret, Argon2())
    return Desk(
        engine=live.engine,
        broadcast=live.broadcast,
        visitors=Visitors(secret),
        sign_in=sign_in,
        render=Renderer(live.engine, __version__, sign_in),
        figures=FigureDesk(live.engine),
        columns=LiveColumns(live.engine.store, settings.home / COLUMNS, settings.figures),
        printer=print_if_possible,
        doors=live.city.doors,
        tiles=settings.tiles,
        speed=settings.speed,
        publisher=settings.publisher,
    )


def print_if_possible(report: Report, at: datetime) -> bytes | Refused:
    """The report as PDF, or that the extra is missing which prints it."""
    try:
        from yeshi.adapters.pdf import print_report
    except ModuleNotFoundError:
        return Refused(PartMissing("city"))
    return print_report(report, at)


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve the demo city until the process is told to stop; all stops with it.

    Raises PortTaken when somebody listens there already, and whatever rule broke in a thread.
    """
    with socket() as probe:
        probe.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as fault:
            where = f"{settings.host}:{settings.port}"
            raise PortTaken(f"{where} cannot be served at: {fault.strerror}") from None
    signal(SIGTERM, default_int_handler)
    broke: list[BaseException] = []
    servers: list[uvicorn.Server] = []

    def broken(fault: BaseException) -> None:
        broke.append(fault)
        for server in servers:
            server.should_exit = True

    with live_city(settings, broken) as live:
        config = uvicorn.Config(
            create_app(desk_of(live, settings)),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(config)
        servers.append(server)
        say(f"Yeshi 夜市 is open at http://{settings.host}:{settings.port} (Ctrl-C stops it)")
        # The server hands the signal on once it has stopped; all else still has to stop in turn.
        with suppress(KeyboardInterrupt):
            server.run()
    if broke:
        raise broke[0]
