"""How far the columns have read the record."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from yeshi.adapters.columns.writing import THROUGH


def progress(folder: Path) -> tuple[int, datetime] | None:
    """The number and the moment of the last event that was read; None before the first."""
    try:
        told = json.loads((folder / THROUGH).read_text(encoding="utf-8"))
        return int(told["seq"]), datetime.fromisoformat(told["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
