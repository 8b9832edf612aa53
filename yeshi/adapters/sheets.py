"""Prepared sheets on disk: a file each, put in place whole, read again only when it changed."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from time import time
from typing import Any

from yeshi.observatory.sheet import Sheet


class SheetFolder:
    """Sheets in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reading = Lock()
        self._read: dict[str, tuple[int, Sheet, datetime]] = {}

    def put(self, sheet: Sheet, at: datetime) -> None:
        """Keep a sheet, as of `at`, in place of the one of its name."""
        told = {
            "name": sheet.name,
            "as_of": at.isoformat(),
            "since": sheet.since.isoformat() if sheet.since else None,
            "until": sheet.until.isoformat() if sheet.until else None,
            "notes": dict(sheet.notes),
            "rows": list(sheet.rows),
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        whole = self._path(sheet.name).with_suffix(".part")
        whole.write_text(json.dumps(told, ensure_ascii=False, default=_plain), encoding="utf-8")
        os.replace(whole, self._path(sheet.name))

    def drop(self, name: str) -> None:
        """Keep no sheet of that name."""
        self._path(name).unlink(missing_ok=True)

    def sheet(self, name: str) -> tuple[Sheet, datetime] | None:
        """A sheet and as of when; None before it was prepared, or where there is none."""
        path = self._path(name)
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            return None
        with self._reading:
            held = self._read.get(name)
            if held is not None and held[0] == changed:
                return held[1], held[2]
            told = json.loads(path.read_text(encoding="utf-8"))
            sheet = Sheet(
                told["name"], tuple(told["rows"]), _day(told["since"]), _day(told["until"]),
                told["notes"],
            )  # fmt: skip
            at = datetime.fromisoformat(told["as_of"])
            self._read[name] = (changed, sheet, at)
            return sheet, at

    def ages(self) -> dict[str, float]:
        """The real seconds since each sheet was put here, by its name."""
        ages = {}
        for path in sorted(self._folder.glob("*.json")):
            with suppress(FileNotFoundError):
                ages[path.stem] = max(0.0, time() - path.stat().st_mtime)
        return ages

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else float(value)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
