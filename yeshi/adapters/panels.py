"""Imported panels, kept as Parquet: a row is told once, and told anew it is put in its place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yeshi.base.errors import InputError
from yeshi.files.panel import KINDS, Kind, Panel


@dataclass(frozen=True, slots=True)
class Merged:
    """How many rows are new, changed, and the same as before."""

    new: int
    changed: int
    same: int


def keep(folder: Path, panel: Panel) -> Merged:
    """Put the panel's rows into `folder`; importing the same again does not touch the file."""
    kind = panel.kind
    before = {_key(row, kind): row for row in rows_of(folder, kind.name)}
    after = dict(before)
    new = changed = 0
    for row in panel.rows:
        key = _key(row, kind)
        if key not in before:
            new += 1
        elif before[key] != row:
            changed += 1
        after[key] = row
    if new or changed:
        _write(folder / f"{kind.name}.parquet", [after[key] for key in sorted(after, key=str)])
    return Merged(new, changed, len(panel.rows) - new - changed)


def rows_of(folder: Path, kind: str) -> list[dict[str, Any]]:
    """The rows imported of a kind so far; none where there are none."""
    path = folder / f"{kind}.parquet"
    if not path.is_file():
        return []
    from pyarrow import parquet

    known = next(one for one in KINDS if one.name == kind)
    columns = [*known.needed, *known.optional]
    return [
        {name: row.get(name) for name in columns}
        for row in parquet.read_table(path, partitioning=None).to_pylist()
    ]


def without(
    rows: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]], kind: str
) -> list[dict[str, Any]]:
    """The rows of a kind whose key is not among those of `others`."""
    known = next(one for one in KINDS if one.name == kind)
    told = {_key(row, known) for row in others}
    return [row for row in rows if _key(row, known) not in told]


class PanelFolder:
    """The panels imported into `folder`, and those of a made-up `past`, to be read."""

    def __init__(self, folder: Path, past: Path) -> None:
        self._folder, self._past = folder, past

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """The rows of a kind: those of a made-up past, and imported ones in their place."""
        told = rows_of(self._folder, kind)
        return [*without(rows_of(self._past, kind), told, kind), *told]

    def version(self, kind: str) -> int:
        """Another number after each change of the kind's rows."""
        files = [folder / f"{kind}.parquet" for folder in (self._folder, self._past)]
        return sum(path.stat().st_mtime_ns for path in files if path.is_file())


def _key(row: dict[str, Any], kind: Kind) -> tuple[Any, ...]:
    return tuple(row[name] for name in kind.key)


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    try:
        from pyarrow import Table, parquet
    except ImportError:
        raise InputError("panels are kept with pyarrow: pip install 'yeshi[city]'") from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_suffix(".part")
        parquet.write_table(Table.from_pylist(list(rows)), whole, compression="zstd")
        os.replace(whole, path)
    except OSError as fault:
        raise InputError(f"{path}: cannot be written: {fault.strerror}") from None
