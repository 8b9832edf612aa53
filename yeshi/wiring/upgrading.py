"""Bringing an embedded database to the PostgreSQL of this installation, when it is of another one.

It is dumped from the old server and read into a new one beside it, counted and checked by every
rule, and put in its place only then. The old folder stays until its owner removes it.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from yeshi.adapters.postgres.currency import currency_of
from yeshi.adapters.postgres.dumping import dump, load
from yeshi.adapters.postgres.embedded import (
    NEWEST,
    embedded,
    major_of,
    programs_of,
    ready_beside,
    runs_here,
)
from yeshi.adapters.postgres.roles import prepare, with_roles
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import DumpFailed, InputError
from yeshi.flow.checks.checking import breaches_of
from yeshi.settings import Settings
from yeshi.wiring.database import DATABASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """From which major to which, the rows of each table, and the folder that was kept."""

    before: int
    after: int
    rows: dict[str, int]
    kept: Path


def upgrade(settings: Settings, programs: Path | None = None) -> Upgraded | None:
    """Bring the database in the data folder to this PostgreSQL; None where it is of it already.

    `programs`: where those of the old server are, if this installation has them not. InputError
    where there is no such database, it runs, or nothing here can run it; DumpFailed where what was
    read is not what was written, or breaks a rule. In all these cases the folder is as before.
    """
    if settings.database_url is not None:
        raise InputError(
            "a PostgreSQL of your own (YESHI_DATABASE_URL) is upgraded by its own means"
        )
    folder = settings.home / DATABASE
    if ready_beside(folder).exists():
        # Broken off between two renamings, after all had been checked.
        return _put_in_place(folder, {})
    before = major_of(folder)
    if before is None:
        raise InputError(f"there is no database in {folder}")
    if before == NEWEST:
        return None
    if runs_here(folder):
        raise InputError("the city runs: stop it first")
    if before > NEWEST or not programs_of(before, programs):
        raise InputError(
            f"{folder} is of PostgreSQL {before}, which nothing here can run: "
            "give the folder of its programs with --programs"
        )
    return _put_in_place(folder, _moved(folder, before))


def _moved(folder: Path, before: int) -> dict[str, int]:
    """The rows of the database that was read into a folder beside, and checked there."""
    made = folder.with_name(f"{folder.name}-new")
    shutil.rmtree(made, ignore_errors=True)
    try:
        with TemporaryDirectory(prefix=".upgrade-", dir=folder.parent) as scratch:
            file = Path(scratch) / "database.dump"
            with embedded(folder, before) as url:
                dumped = dump(url, file)
            with embedded(made) as url:
                reach = with_roles(url)
                rows = load(reach.owner, file)
                if rows != dumped.rows:
                    raise DumpFailed(f"{rows} were read of {dumped.rows}")
                prepare(reach)
                _check(reach.city)
        os.rename(made, ready_beside(folder))
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return rows


def _check(url: str) -> None:
    with open_pool(url) as pool:
        currency = currency_of(pool)
        # Where no city was ever opened, there are no books to check.
        if currency is None:
            return
        with PostgresStore(pool, currency).look() as work:
            for broken in breaches_of(work):
                raise DumpFailed(f"what was read breaks a rule: {broken}; nothing was changed")


def _put_in_place(folder: Path, rows: dict[str, int]) -> Upgraded:
    ready = ready_beside(folder)
    before = major_of(folder)
    if before is not None:
        kept = folder.with_name(f"{folder.name}-{before}")
        os.rename(folder, kept)
    else:
        kept = max(folder.parent.glob(f"{folder.name}-[0-9]*"))
        before = int(kept.name.rsplit("-", 1)[1])
    os.rename(ready, folder)
    return Upgraded(before=before, after=NEWEST, rows=rows, kept=kept)
