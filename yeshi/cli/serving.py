"""The command that serves the city."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yeshi.wiring.parts import CityShare


def run() -> None:
    """Serve the demo city; the settings are environment variables (see the README)."""
    until_told_to_stop()


def until_told_to_stop(share: CityShare | None = None) -> None:
    """Serve the city, or work in a share of it, and end the process when it is told to stop."""
    # Only these commands need the pages; the others start without them.
    import os
    import sys

    from yeshi import settings
    from yeshi.wiring.parts import WHOLE
    from yeshi.wiring.starting import run_city

    run_city(settings.read(), lambda line: print(line, flush=True), share or WHOLE)
    sys.stdout.flush()
    sys.stderr.flush()
    # All is closed; what a thread still does is undone, and nobody waits for memory to be cleared.
    os._exit(0)
