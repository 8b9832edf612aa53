"""Opening a city of one's own from its file, beside no process that serves it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from secrets import token_urlsafe

from yeshi.adapters.clocks import wall_time
from yeshi.adapters.passwords import Argon2
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import InputError
from yeshi.base.refused import Refused
from yeshi.base.wording import plainly
from yeshi.flow.city.opening import open_city
from yeshi.flow.in_force import InForce
from yeshi.people.person import Person
from yeshi.settings import Settings
from yeshi.wiring import ground
from yeshi.wiring.database import database
from yeshi.wiring.opened import engine_of, opened


def open_from_file(settings: Settings, file: Path, owner: str, name: str, password: str) -> str:
    """Open the city that the file says, with its owner's account; what it is called.

    InputError names the fault and its line; then nothing was opened.
    """
    said = ground.opening_of(file, Person(owner, name, (), Argon2().make(password)))
    with ExitStack() as closing:
        url = closing.enter_context(database(settings))
        migrate(url)
        pool = closing.enter_context(open_pool(url))
        found = opened(pool)
        if found is not None:
            called = f"{found.charter.name.zh} {found.charter.name.en}"
            raise InputError(f"{called} is open here already: an installation has one city")
        store = PostgresStore(pool, said.terms.currency)
        engine = engine_of(store, InForce.alone(said.terms), wall_time())
        answer = open_city(engine, f"cli:open:{token_urlsafe(12)}", said)
        if isinstance(answer, Refused):
            raise InputError(f"{file}: {plainly(answer)}")
    return f"{said.name.zh} {said.name.en}"
