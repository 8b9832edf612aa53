"""A city that was or is live, on its database and in its folders, for commands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_urlsafe

from yeshi.adapters.columns.past import PAST
from yeshi.adapters.columns.rows import ColumnRows
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.adapters.panels import PanelFolder
from yeshi.adapters.passwords import Argon2
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import open_pool
from yeshi.adapters.sheets import SheetFolder
from yeshi.base.errors import InputError
from yeshi.base.refused import Refused
from yeshi.base.wording import plainly
from yeshi.files.city_writing import city_file
from yeshi.files.digital_use import read_scoring
from yeshi.files.panel import Panel
from yeshi.flow.city import importing
from yeshi.flow.city.copying import opening_of_open
from yeshi.flow.city.importing import Merged, Outside
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.flow.engine import Engine
from yeshi.flow.people import entering, factors
from yeshi.flow.people.places import places_of
from yeshi.flow.ports import Store
from yeshi.flow.terms import Terms
from yeshi.people.person import Grant, Person, Role
from yeshi.settings import Settings
from yeshi.wiring.database import database
from yeshi.wiring.opened import Opened, engine_of, must_be_open

# So many places are named to who named none of them.
NAMED_MAX = 12
# Of the data folder: what the city recorded, in columns.
COLUMNS = "columns"
# And the sheets that its pages read.
SHEETS = "sheets"


@contextmanager
def recorded_city(settings: Settings) -> Iterator[Opened]:
    """The city that was or is live, to be read; NoCity where none was opened."""
    with ExitStack() as closing:
        url = closing.enter_context(database(settings))
        migrate(url)
        pool = open_pool(url)
        closing.callback(pool.close)
        yield must_be_open(pool)


def console_of(city: Opened) -> Engine:
    """What carries out commands of whoever has the machine."""
    return engine_of(city.store, city.in_force, city.begins)


def city_as_file(settings: Settings) -> str:
    """The text of a file that opens the same city elsewhere, without its people."""
    with recorded_city(settings) as city:
        return city_file(opening_of_open(city.store, city.charter, city.terms))


def enter_person(
    settings: Settings, id_: str, name: str, roles: Sequence[tuple[Role, str]], password: str
) -> None:
    """Let somebody sign in to the city; InputError for a place it does not have."""
    with recorded_city(settings) as city:
        with city.store.begin() as work:
            for role, scope in roles:
                known = set(places_of(work, role, city.terms))
                if scope not in known:
                    some = ", ".join(sorted(known)[:NAMED_MAX]) or "none yet"
                    raise InputError(f"there is no {scope!r} for {role.value}; there are {some}")
        grants = tuple(Grant(role, scope) for role, scope in roles)
        person = Person(id_, name, grants, Argon2().make(password))
        key = f"cli:person:{token_urlsafe(12)}"
        answer = entering.enter_person(console_of(city), key, person)
        if isinstance(answer, Refused):
            raise InputError(f"{id_}: {plainly(answer)}")


def forget_factors_of(settings: Settings, id_: str) -> None:
    """Have somebody's second factors forgotten; InputError for nobody."""
    with recorded_city(settings) as city:
        key = f"cli:forget-factors:{token_urlsafe(12)}"
        answer = factors.forget(console_of(city), key, id_)
        if isinstance(answer, Refused):
            raise InputError(plainly(answer))


def import_panel(settings: Settings, by: str, file: str, panel: Panel) -> Merged:
    """Take a panel in, by somebody of this machine; how its rows differ from what was told."""
    with recorded_city(settings) as city:
        outside = Outside(panel.kind.name, file, panel.digest, panel.rows)
        answer = importing.import_panel(
            console_of(city), f"cli:panel:{token_urlsafe(12)}", by, outside,
            panels_of(settings, city.store),
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


def columns_of(settings: Settings) -> tuple[Path, str]:
    """The folder of what the city recorded, in columns, brought up to date; and its currency."""
    folder = settings.home / COLUMNS
    with recorded_city(settings) as city:
        bring_up_to_date(city.store, folder, city.calendar)
        return folder, city.terms.currency
