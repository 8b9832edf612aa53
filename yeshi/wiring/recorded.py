"""A city that was or is live, on its database and in its folders, for commands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, time
from pathlib import Path
from secrets import token_urlsafe

from yeshi.accords.accord import seat
from yeshi.adapters.clocks import SimulatedClock, wall_time
from yeshi.adapters.columns.past import PAST
from yeshi.adapters.columns.rows import ColumnRows
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.adapters.panels import PanelFolder
from yeshi.adapters.passwords import Argon2
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.adapters.sheets import SheetFolder
from yeshi.base.calendar import Calendar
from yeshi.base.errors import InputError
from yeshi.base.ids import random_id
from yeshi.base.refused import Refused
from yeshi.base.wording import plainly
from yeshi.files.digital_use import read_scoring
from yeshi.files.panel import Panel
from yeshi.flow.city import importing
from yeshi.flow.city.importing import Merged, Outside
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.engine import Engine
from yeshi.flow.people import entering
from yeshi.flow.ports import Store, Work
from yeshi.flow.table import TABLE
from yeshi.flow.terms import Terms
from yeshi.people.actor import CONSOLE
from yeshi.people.person import CITY, COUNTER, Grant, Person, Role
from yeshi.settings import Settings
from yeshi.wiring import ground
from yeshi.wiring.database import database

# So many places are named to who named none of them.
NAMED_MAX = 12
# Of the data folder: what the city recorded, in columns.
COLUMNS = "columns"
# And the sheets that its pages read.
SHEETS = "sheets"


@contextmanager
def recorded_city(settings: Settings) -> Iterator[Store]:
    """The store of a city that was or is live, to be read."""
    with ExitStack() as closing:
        url = closing.enter_context(database(settings))
        migrate(url)
        store = PostgresStore(open_pool(url), ground.terms().currency)
        closing.callback(store.close)
        yield store


def engine_of(store: Store) -> Engine:
    """What carries out commands on a recorded city, at the moment where its record stopped."""
    terms = ground.terms()
    clock = SimulatedClock(city_begins(store, terms.calendar))
    engine = Engine(store, clock, ground.travel(), TrialWallet(), terms, TABLE, naming=random_id)
    return engine.acting(CONSOLE)


def city_begins(store: Store, calendar: Calendar) -> datetime:
    """The city's moment at the start: where the record stopped, or seven this evening."""
    with store.begin() as work:
        last = work.events.last()
    if last is not None:
        return last.at
    return calendar.at(calendar.date_at(wall_time()), time(19))


def enter_person(
    settings: Settings, id_: str, name: str, roles: Sequence[tuple[Role, str]], password: str
) -> None:
    """Let somebody sign in to the city; InputError for a place it does not have."""
    with recorded_city(settings) as store:
        with store.begin() as work:
            for role, scope in roles:
                known = _scopes(work, role)
                if scope not in known:
                    some = ", ".join(sorted(known)[:NAMED_MAX]) or "none yet"
                    raise InputError(f"there is no {scope!r} for {role.value}; there are {some}")
        grants = tuple(Grant(role, scope) for role, scope in roles)
        person = Person(id_, name, grants, Argon2().make(password))
        answer = entering.enter_person(engine_of(store), f"cli:person:{token_urlsafe(12)}", person)
        if isinstance(answer, Refused):
            raise InputError(f"{id_}: {plainly(answer)}")


def _scopes(work: Work, role: Role) -> set[str]:
    """Where somebody may have the role: the ids of all things of its kind."""
    if role in COUNTER:
        return {one.id for one in work.merchants.all()}
    if role is Role.COURIER:
        return {one.id for one in work.couriers.all()}
    if role in (Role.FOUNDATION, Role.READER, Role.APPROVER):
        return {one.id for one in work.programmes.all()}
    if role is Role.SECRETARY:
        return {one.id for one in work.accords.all()}
    if role is Role.PARTY:
        return {seat(one.id, party.id) for one in work.accords.all() for party in one.parties}
    zones = {zone.id for zone in ground.terms().zones} if role is Role.OPERATOR else set[str]()
    return {CITY, *zones}


def import_panel(settings: Settings, by: str, file: str, panel: Panel) -> Merged:
    """Take a panel in, by somebody of this machine; how its rows differ from what was told."""
    with recorded_city(settings) as store:
        outside = Outside(panel.kind.name, file, panel.digest, panel.rows)
        answer = importing.import_panel(
            engine_of(store), f"cli:panel:{token_urlsafe(12)}", by, outside,
            panels_of(settings, store),
        )  # fmt: skip
    if isinstance(answer, Refused):
        raise InputError(f"{file}: {plainly(answer)}")
    return answer


def panels_of(settings: Settings, store: Store) -> PanelFolder:
    """The imported panels, and those of a made-up past."""
    home = settings.home
    return PanelFolder(store, home / "panels", home / COLUMNS / PAST / "panels")


def sheets_of(
    settings: Settings, store: Store, terms: Terms,
    make_past: Callable[[], None] = lambda: None,
) -> PreparedSheets:  # fmt: skip
    """The prepared sheets of the city; `make_past` as `PreparedSheets` takes it."""
    home = settings.home
    return PreparedSheets(
        store,
        terms,
        ColumnRows(store, home / COLUMNS, terms.calendar, terms.currency, settings.figures),
        panels_of(settings, store),
        SheetFolder(home / SHEETS),
        read_scoring(),
        make_past,
    )


def columns_of(settings: Settings) -> Path:
    """The folder of what the city recorded, in columns, brought up to date."""
    folder = settings.home / COLUMNS
    with recorded_city(settings) as store:
        bring_up_to_date(store, folder, ground.terms().calendar)
    return folder
