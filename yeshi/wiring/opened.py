"""The city that is open on a database: what it is called, its terms as they change, its time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time

from yeshi.adapters.clocks import SimulatedClock, wall_time
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.postgres.currency import currency_of
from yeshi.adapters.postgres.guarding import GuardedPool
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.calendar import Calendar
from yeshi.base.errors import NoCity
from yeshi.base.ids import random_id
from yeshi.base.sure import allowed
from yeshi.flow.charter import Charter
from yeshi.flow.city.opening import Opening, open_city
from yeshi.flow.engine import Engine
from yeshi.flow.in_force import Enacted, InForce
from yeshi.flow.ports import Payments, Store
from yeshi.flow.table import TABLE
from yeshi.flow.terms import Terms
from yeshi.geo.travel import EBIKE_M_MIN, StraightLine, TravelTimes
from yeshi.people.actor import CONSOLE
from yeshi.people.person import CITY

NOT_OPEN = "no city is open here yet: open one of your own with yeshi open, or start yeshi demo"
# At which hour a made-up city's first evening begins.
FIRST_EVENING = time(19)


@dataclass(slots=True)
class Opened:
    """An open city as the record has it; `renew` takes in what changed, and calls `changed`."""

    store: PostgresStore
    charter: Charter
    in_force: InForce
    changed: Callable[[], None] = lambda: None

    def renew(self) -> None:
        """Read its charter and its terms again."""
        found = _read(self.store)
        if found is not None:
            self.charter = found[0]
            self.in_force.renew(found[1])
            self.changed()

    @property
    def terms(self) -> Terms:
        """The terms in force at the city's moment."""
        return self.in_force.at(city_begins(self.store, self.charter, self.calendar))

    @property
    def calendar(self) -> Calendar:
        """How the city reads a moment, whatever its terms come to be."""
        return self.in_force.at(wall_time()).calendar

    @property
    def begins(self) -> datetime:
        """The city's moment when a process begins to work for it."""
        return city_begins(self.store, self.charter, self.calendar)


def opened(pool: GuardedPool, readers: GuardedPool | None = None) -> Opened | None:
    """The city that is open on the database, None where none is."""
    currency = currency_of(pool)
    if currency is None:
        return None
    store = PostgresStore(pool, currency, readers)
    found = _read(store)
    return Opened(store, found[0], InForce(found[1])) if found else None


def must_be_open(pool: GuardedPool, readers: GuardedPool | None = None) -> Opened:
    """The city that is open on the database; NoCity where none is."""
    found = opened(pool, readers)
    if found is None:
        raise NoCity(NOT_OPEN)
    return found


def open_from(pool: GuardedPool, opening: Opening, readers: GuardedPool | None = None) -> Opened:
    """The city that is opened by this, or, where one is open already, that one."""
    found = opened(pool, readers)
    if found is not None:
        return found
    store = PostgresStore(pool, opening.terms.currency, readers)
    begins = _begins(store, opening.demo, opening.terms.calendar)
    engine = engine_of(store, InForce.alone(opening.terms), begins)
    allowed(open_city(engine, f"open:{CITY}", opening), "opening the city")
    return must_be_open(pool, readers)


def engine_of(store: Store, in_force: InForce, at: datetime) -> Engine:
    """What carries out commands of whoever has the machine, at that moment of the city."""
    clock = SimulatedClock(at)
    engine = Engine(store, clock, travel(), ByProviders(), in_force, TABLE, naming=random_id)
    return engine.acting(CONSOLE)


def city_begins(store: Store, charter: Charter, calendar: Calendar) -> datetime:
    """The city's moment: now; of a made-up city, where its record stopped, or seven this evening.

    Where the record is ahead of the wall, as after clocks were wrong, it is the record's.
    """
    return _begins(store, charter.demo, calendar)


def payments_of(charter: Charter, providers: Iterable[str] = ()) -> Payments:
    """How customers pay: in a made-up city with made-up money, in all others through providers."""
    return TrialWallet() if charter.demo else ByProviders(tuple(providers))


def travel() -> TravelTimes:
    """How long its ways take: straight lines, by e-bike."""
    return StraightLine(EBIKE_M_MIN)


def _begins(store: Store, demo: bool, calendar: Calendar) -> datetime:
    with store.read() as work:
        last = work.events.last()
    if not demo:
        return max(wall_time(), last.at) if last else wall_time()
    if last is not None:
        return last.at
    return calendar.at(calendar.date_at(wall_time()), FIRST_EVENING)


def _read(store: Store) -> tuple[Charter, list[Enacted]] | None:
    with store.read() as work:
        charter = work.charters.get(CITY)
        versions = work.enacted.all()
    return (charter, versions) if charter is not None and versions else None
