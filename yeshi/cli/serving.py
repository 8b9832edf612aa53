"""The command that serves the city."""

from __future__ import annotations

import os
import sys


def run() -> None:
    """Serve the demo city; the settings are environment variables (see the README)."""
    # Only this command needs the pages; the others start without them.
    from yeshi import settings
    from yeshi.wiring.starting import run_city

    run_city(settings.read(), lambda line: print(line, flush=True))
    sys.stdout.flush()
    sys.stderr.flush()
    # All is closed; what a thread still does is undone, and nobody waits for memory to be cleared.
    os._exit(0)
