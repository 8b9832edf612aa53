"""The commands that serve a city: the demo, and one of your own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yeshi.wiring.which_city import WhichCity

if TYPE_CHECKING:
    from yeshi.wiring.parts import CityShare


def demo() -> None:
    """Serve the demo city, with its made-up people; settings are environment variables (README)."""
    until_told_to_stop(WhichCity.DEMO)


def serve() -> None:
    """Serve the city of your own that is open, in real time."""
    until_told_to_stop(WhichCity.OWN)


def until_told_to_stop(asked: WhichCity, share: CityShare | None = None) -> None:
    """Serve the city, or work in a share of it, and end the process when it is told to stop."""
    # Only these commands need the pages; the others start without them.
    import os
    import sys

    from yeshi import settings
    from yeshi.wiring.parts import WHOLE
    from yeshi.wiring.starting import run_city

    run_city(settings.read(), lambda line: print(line, flush=True), asked, share or WHOLE)
    sys.stdout.flush()
    sys.stderr.flush()
    # All is closed; what a thread still does is undone, and nobody waits for memory to be cleared.
    os._exit(0)
