"""When the city was last written to a file: noted in the data folder, and read by its pages.

It stands beside the city, not in it: a city that is restored elsewhere has no copy of its own yet.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from yeshi.web.frame.desk import LastBackup

NOTE = "last-backup.json"


def note_down(home: Path, at: datetime, place: Path, copies: int) -> None:
    """Keep it in place of what was noted before; OSError where the folder takes nothing."""
    part = home / f".{NOTE}"
    told = {"at": at.isoformat(), "place": str(place), "copies": copies}
    part.write_text(json.dumps(told), encoding="utf-8")
    os.replace(part, home / NOTE)


def last_backup(home: Path) -> LastBackup | None:
    """What was noted; None where nothing was, or nothing that can be read."""
    try:
        told = json.loads((home / NOTE).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(told["at"])
        if at.tzinfo is None:
            return None
        return LastBackup(at=at, place=str(told["place"]), copies=int(told["copies"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
