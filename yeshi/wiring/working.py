"""Working in parts of a city that serve no pages, until the process is told to stop."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from signal import SIGTERM, default_int_handler, signal
from threading import Event

from yeshi.adapters.service_manager import tell_ready
from yeshi.adapters.watch.log import Log
from yeshi.settings import Settings
from yeshi.wiring.messages import outgoing
from yeshi.wiring.parts import CityShare
from yeshi.wiring.served import served_city
from yeshi.wiring.which_city import WhichCity


def work(
    settings: Settings,
    database: Callable[[], str],
    log: Log,
    say: Callable[[str], None],
    asked: WhichCity,
    share: CityShare,
) -> None:
    """Work in the share of the city that is asked for; `database` waits for its address."""
    signal(SIGTERM, default_int_handler)
    out = outgoing(settings, say)
    served = served_city(settings, database, log, asked, share, out)
    with suppress(KeyboardInterrupt), served as city:
        log.take_over()
        gc.freeze()
        gc.enable()
        city.live.start()
        say(f"Yeshi 夜市: {', '.join(share.words)} (Ctrl-C stops it)")
        tell_ready(settings.manager)
        Event().wait()
