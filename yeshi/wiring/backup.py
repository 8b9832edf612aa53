"""A city in one file: its database as of one moment, and what its data folder has beside it.

Columns, sheets and prints are left out: they are made from the record, and are made anew.
"""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from yeshi import __version__
from yeshi.adapters.clocks import wall_time
from yeshi.adapters.postgres.dumping import dump, load
from yeshi.adapters.postgres.migrations import known
from yeshi.adapters.postgres.roles import prepare
from yeshi.base.errors import DatabaseNewer, DumpFailed, InputError
from yeshi.flow.checks.broken import BrokenRule
from yeshi.flow.checks.checking import breaches_of
from yeshi.settings import Settings
from yeshi.wiring.database import DATABASE, addresses
from yeshi.wiring.recorded import recorded_city

FORM = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
# Of the data folder: what the record does not hold. Panels are kept under their digests and never
# changed: those that the dump's moment knows are there when they are read after it.
BESIDE = ("secret", "panels")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What a backup holds: the rows of each table, the last migration, its moment and version."""

    form: int
    rows: dict[str, int]
    migration: str
    at: str
    version: str


def back_up(settings: Settings, file: Path) -> BackedUp:
    """Write the city to `file`, while it trades; what it holds.

    InputError where the file is there already or cannot be written. It is put in place whole, and
    only its owner may read it: it has all that people told the city, and its secret.
    """
    if file.exists():
        raise InputError(f"{file} is there already")
    try:
        with TemporaryDirectory(prefix=".yeshi-", dir=file.parent) as scratch:
            part = Path(scratch) / "backup"
            with addresses(settings) as reach:
                dumped = dump(reach.city, Path(scratch) / DUMP)
            kept = BackedUp(
                form=FORM,
                rows=dumped.rows,
                migration=dumped.migration,
                at=wall_time().isoformat(timespec="seconds"),
                version=__version__,
            )
            (Path(scratch) / MANIFEST).write_text(json.dumps(asdict(kept), indent=1))
            _pack(part, Path(scratch), settings.home)
            os.replace(part, file)
    except OSError as fault:
        raise InputError(f"{file}: cannot be written: {fault.strerror}") from None
    return kept


def restore(settings: Settings, file: Path) -> tuple[BackedUp, list[BrokenRule]]:
    """Read a city from `file` into an empty place; what it holds, and the rules it breaks.

    InputError where something is there already or the file is no backup, DatabaseNewer where it is
    of a later version; then nothing is left behind, but in a database of your own what was in it.
    """
    taken = [name for name in (DATABASE, *BESIDE) if (settings.home / name).exists()]
    if taken:
        raise InputError(f"{settings.home} is not empty: it has {', '.join(taken)}")
    settings.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=settings.home) as scratch:
        kept = _unpack(file, Path(scratch))
        try:
            with addresses(settings) as reach:
                rows = load(reach.owner, Path(scratch) / DUMP)
                if rows != kept.rows:
                    raise DumpFailed(f"{file}: {rows} were restored of {kept.rows}")
                prepare(reach)
            for name in BESIDE:
                if (Path(scratch) / name).exists():
                    os.replace(Path(scratch) / name, settings.home / name)
        except BaseException:
            shutil.rmtree(settings.home / DATABASE, ignore_errors=True)
            raise
    with recorded_city(settings) as city, city.store.look() as work:
        return kept, list(breaches_of(work))


def _pack(part: Path, scratch: Path, home: Path) -> None:
    part.touch(mode=0o600)
    with part.open("wb") as written:
        with tarfile.open(fileobj=written, mode="w") as packed:
            for name in (MANIFEST, DUMP):
                packed.add(scratch / name, name)
            for name in BESIDE:
                if (home / name).exists():
                    packed.add(home / name, name)
        written.flush()
        os.fsync(written.fileno())


def _take_out(packed: tarfile.TarFile, one: tarfile.TarInfo, scratch: Path) -> None:
    """Write what a backup has, and nothing else, whatever the file says: no links, no devices, no
    place outside of the folder."""
    name = PurePosixPath(one.name)
    known = (MANIFEST, DUMP, *BESIDE)
    if name.parts[:1] not in {(part,) for part in known} or not (one.isfile() or one.isdir()):
        raise ValueError(f"{one.name} belongs to no backup")
    if ".." in name.parts:
        raise ValueError(f"{one.name} leads outside")
    written = scratch / name
    if one.isdir():
        written.mkdir(mode=0o700, parents=True, exist_ok=True)
        return
    written.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = packed.extractfile(one)
    if content is not None:
        with content, written.open("wb") as file:
            shutil.copyfileobj(content, file)
        written.chmod(0o600)


def _unpack(file: Path, scratch: Path) -> BackedUp:
    try:
        with tarfile.open(file) as packed:
            for one in packed:
                _take_out(packed, one, scratch)
        kept = BackedUp(**json.loads((scratch / MANIFEST).read_text()))
    except OSError as fault:
        raise InputError(f"{file}: cannot be read: {fault.strerror or fault}") from None
    except (tarfile.TarError, ValueError, TypeError):
        raise InputError(f"{file} is no backup of a city, or it is broken") from None
    if kept.form != FORM or kept.migration not in known():
        raise DatabaseNewer(f"{file} is of a later version ({kept.version}) than this code")
    return kept
