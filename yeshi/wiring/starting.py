"""Starting a city: its database starts, and recovers, while the code of its pages is read."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from yeshi.adapters.postgres.embedded import runs_here
from yeshi.adapters.postgres.keeping import kept_running
from yeshi.adapters.postgres.roles import with_roles
from yeshi.adapters.watch.log import Log
from yeshi.base.errors import DatabaseUnreachable
from yeshi.settings import Settings
from yeshi.wiring.database import DATABASE, given, prepared
from yeshi.wiring.parts import WHOLE, CityPart, CityShare
from yeshi.wiring.which_city import WhichCity


def run_city(
    settings: Settings, say: Callable[[str], None], asked: WhichCity, share: CityShare = WHOLE
) -> None:
    """Serve a city until the process is told to stop; all stops with it.

    With a `share` that has no pages it works in that alone. Raises PortTaken when somebody listens
    there already, DatabaseUnreachable without a database.
    """
    # What is read at the start stays to the end: to look for garbage in it takes long, in vain.
    gc.disable()
    with ExitStack() as closing, ThreadPoolExecutor(1, "database") as beside:
        log = Log(settings.log, settings.log_least)
        url = beside.submit(_address, settings, log, closing)
        if CityPart.WEB in share.parts:
            from yeshi.wiring.serving import serve

            serve(settings, url.result, log, say, asked, share)
        else:
            from yeshi.wiring.working import work

            work(settings, url.result, log, say, asked, share)


def see_that_parts_can_work(settings: Settings) -> None:
    """Raises DatabaseUnreachable where a process of parts alone would have no city to work for.

    An embedded database is that of a whole city: whoever begins it owns it, on this machine alone,
    and parts may only join it.
    """
    if settings.database_url is None and not runs_here(settings.home / DATABASE):
        raise DatabaseUnreachable(
            "parts work over one PostgreSQL: give its address as YESHI_DATABASE_URL, or start "
            f"yeshi serve on this machine, whose database in {settings.home} they then share"
        )


def _address(settings: Settings, log: Log, closing: ExitStack) -> str:
    """The address of the city's database; one of our own runs, and runs again, until `closing`."""
    theirs = given(settings)
    if theirs is not None:
        return prepared(settings, theirs)
    folder: Path = settings.home / DATABASE
    return prepared(settings, with_roles(closing.enter_context(kept_running(folder, log.warn))))
