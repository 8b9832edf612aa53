"""Imported panels, kept as Parquet, a file an import; which of them count, the record says."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from yeshi.base.errors import InputError
from yeshi.files.panel import KINDS, Kind
from yeshi.flow.city.importing import Import, Merged, Outside, imports_of
from yeshi.flow.ports import Store

Rows = list[dict[str, Any]]


class PanelFolder:
    """The panels imported into `folder` as `store` recorded them, and those of a made-up `past`."""

    def __init__(self, store: Store, folder: Path, past: Path) -> None:
        self._store, self._folder, self._past = store, folder, past

    def put(self, outside: Outside) -> None:
        """Keep the rows, whole, under their file's digest; what is kept there already stays."""
        path = self._path(outside.kind, outside.digest)
        if not path.is_file():
            _write(path, outside.rows)

    def compare(self, outside: Outside) -> Merged:
        """How the rows differ from those of the imports that the record names."""
        kind = _kind(outside.kind)
        before = _by_key(self._imported(outside.kind), kind)
        found = [before.get(_key(row, kind)) for row in outside.rows]
        new = sum(one is None for one in found)
        same = sum(one == row for one, row in zip(found, outside.rows, strict=True))
        return Merged(new, len(found) - new - same, same)

    def rows(self, kind: str) -> Rows:
        """The rows of a kind: those of a made-up past, and imported ones in their place."""
        past = self._past / f"{kind}.parquet"
        made_up = _read(past, _kind(kind)) if past.is_file() else []
        told = [*made_up, *self._imported(kind)]
        return list(_by_key(told, _kind(kind)).values())

    def version(self, kind: str) -> int:
        """Another number after each change of the kind's rows."""
        past = self._past / f"{kind}.parquet"
        made = past.stat().st_mtime_ns if past.is_file() else 0
        last = self.last(kind)
        return made + (last.recorded.seq if last else 0)

    def last(self, kind: str) -> Import | None:
        """The latest import of a kind; None before any."""
        imports = self._imports(kind)
        return imports[-1] if imports else None

    def _imports(self, kind: str) -> list[Import]:
        with self._store.begin() as work:
            return imports_of(work, kind)

    def _imported(self, kind: str) -> Rows:
        """The rows of all imports of a kind, the earliest first; several may be of one key."""
        rows: Rows = []
        for one in self._imports(kind):
            path = self._path(kind, one.told.digest)
            if not path.is_file():
                raise InputError(f"{path} is missing; import {one.told.file} again")
            rows += _read(path, _kind(kind))
        return rows

    def _path(self, kind: str, digest: str) -> Path:
        return self._folder / kind / f"{digest}.parquet"


def _kind(name: str) -> Kind:
    return next(one for one in KINDS if one.name == name)


def _key(row: dict[str, Any], kind: Kind) -> tuple[Any, ...]:
    return tuple(row[name] for name in kind.key)


def _by_key(rows: Iterable[dict[str, Any]], kind: Kind) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The rows by their key: of several, the last."""
    return {_key(row, kind): row for row in rows}


def _read(path: Path, kind: Kind) -> Rows:
    from pyarrow import parquet

    columns = [*kind.needed, *kind.optional]
    return [
        {name: row.get(name) for name in columns}
        for row in parquet.read_table(path, partitioning=None).to_pylist()
    ]


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    try:
        from pyarrow import Table, parquet
    except ImportError:
        raise InputError("panels are kept with pyarrow: pip install 'yeshi[city]'") from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two processes may import the same file at once: each puts its own whole file in place.
        whole = path.with_suffix(f".{os.getpid()}.part")
        parquet.write_table(Table.from_pylist(list(rows)), whole, compression="zstd")
        os.replace(whole, path)
    except OSError as fault:
        raise InputError(f"{path}: cannot be written: {fault.strerror}") from None
