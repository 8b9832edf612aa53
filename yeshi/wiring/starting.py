"""Starting a city: its database starts, and recovers, while the code of its pages is read."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.watch.log import Log
from yeshi.settings import Settings


def run_city(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve the demo city until the process is told to stop; all stops with it.

    Raises PortTaken when somebody listens there already, DatabaseUnreachable without a database.
    """
    # What is read at the start stays to the end: to look for garbage in it takes long, in vain.
    gc.disable()
    with ExitStack() as closing, ThreadPoolExecutor(1, "database") as beside:
        url = beside.submit(_address, settings, closing)
        from yeshi.wiring.serving import serve

        serve(settings, url.result, Log(settings.log, settings.log_least), say)


def _address(settings: Settings, closing: ExitStack) -> str:
    """The address of the city's database; one of our own stops with `closing`."""
    return settings.database_url or closing.enter_context(embedded(settings.home / "db"))
