"""Working in parts of a city that serve no pages, until the process is told to stop."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from signal import SIGTERM, default_int_handler, signal
from threading import Event

from yeshi.adapters.watch.log import Log
from yeshi.settings import Settings
from yeshi.wiring.demo import demo_city
from yeshi.wiring.parts import CityShare


def work(
    settings: Settings,
    database: Callable[[], str],
    log: Log,
    say: Callable[[str], None],
    share: CityShare,
) -> None:
    """Work in the share of the demo city; `database` waits for its address."""
    signal(SIGTERM, default_int_handler)
    with suppress(KeyboardInterrupt), demo_city(settings, database, log, share) as demo:
        log.take_over()
        gc.freeze()
        gc.enable()
        demo.live.start()
        say(f"Yeshi 夜市: {', '.join(share.words)} (Ctrl-C stops it)")
        Event().wait()
