"""Starting a city: its database starts, and recovers, while the code of its pages is read."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from yeshi.adapters.postgres.keeping import kept_running
from yeshi.adapters.watch.log import Log
from yeshi.settings import Settings


def run_city(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve the demo city until the process is told to stop; all stops with it.

    Raises PortTaken when somebody listens there already, DatabaseUnreachable without a database.
    """
    # What is read at the start stays to the end: to look for garbage in it takes long, in vain.
    gc.disable()
    with ExitStack() as closing, ThreadPoolExecutor(1, "database") as beside:
        log = Log(settings.log, settings.log_least)
        url = beside.submit(_address, settings, log, closing)
        from yeshi.wiring.serving import serve

        serve(settings, url.result, log, say)


def _address(settings: Settings, log: Log, closing: ExitStack) -> str:
    """The address of the city's database; one of our own runs, and runs again, until `closing`."""
    if settings.database_url is not None:
        return settings.database_url
    return closing.enter_context(kept_running(settings.home / "db", log.warn))
