"""A city's database, whoever runs it: reached as its owner to be prepared, else as the city."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.roles import Addresses, open_schema, prepare, with_roles
from yeshi.settings import Settings

DATABASE = "db"


def given(settings: Settings) -> Addresses | None:
    """The addresses of a PostgreSQL of one's own; None where the database is one of ours."""
    if settings.database_url is None:
        return None
    return Addresses(
        owner=settings.migrate_url or settings.database_url, city=settings.database_url
    )


@contextmanager
def addresses(settings: Settings) -> Iterator[Addresses]:
    """Both addresses of the city's database, which runs to the end of the context."""
    theirs = given(settings)
    if theirs is not None:
        yield theirs
        return
    with embedded(settings.home / DATABASE) as url:
        ours = with_roles(url)
        open_schema(ours)
        yield ours


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The address at which the city reaches its database, brought up to the schema of this code."""
    with addresses(settings) as found:
        prepared(settings, found)
        yield found.city


def prepared(settings: Settings, found: Addresses) -> str:
    """The city's address of a database that was brought up to the schema of this code.

    Where the schema's owner is somebody else and their address was not given, it is left as it is.
    """
    if settings.database_url is None or settings.migrate_url is not None:
        prepare(found)
    return found.city
