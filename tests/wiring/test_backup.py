"""A city comes back from its file as it was, with what lies beside its database, or not at all."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import psycopg
import pytest

from tests.builders import SmallCity
from yeshi.adapters.postgres.dumping import rows_of
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import DatabaseNewer, DumpFailed, InputError
from yeshi.settings import Settings
from yeshi.web.frame.visitor import secret_in
from yeshi.wiring.backup import back_up, restore


@pytest.fixture
def trading(database: str, tmp_path: Path) -> Iterator[Settings]:
    """A city that has traded, with a secret and an imported panel."""
    settings = Settings(
        home=tmp_path / "home", database_url=database, host="", port=0, speed=1.0, hunger=1.0,
        tiles=None,
    )  # fmt: skip
    store = PostgresStore(open_pool(database), "CNY")
    city = SmallCity(store).open_up().settle_in()
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)
    secret_in(settings.home)
    (settings.home / "panels").mkdir()
    (settings.home / "panels" / "trade-x.parquet").write_bytes(b"rows")
    (settings.home / "columns").mkdir()
    yield settings
    store.close()


@pytest.fixture
def empty(trading: Settings, empty_database: str, tmp_path: Path) -> Settings:
    """A place with nothing in it."""
    return replace(trading, home=tmp_path / "elsewhere", database_url=empty_database)


def test_a_city_comes_back_as_it_was(trading: Settings, empty: Settings, tmp_path: Path) -> None:
    """Row by row, with its secret and its panels, and every rule holds; the rest is made anew."""
    file = tmp_path / "city.backup"
    kept = back_up(trading, file)
    assert kept.rows["orders"] == 1
    assert file.stat().st_mode & 0o777 == 0o600
    again, broken = restore(empty, file)
    assert again == kept
    assert not broken
    assert sorted(path.name for path in empty.home.iterdir()) == ["panels", "secret"]
    for beside in ("secret", "panels/trade-x.parquet"):
        assert (empty.home / beside).read_bytes() == (trading.home / beside).read_bytes()
    assert (empty.home / "secret").stat().st_mode & 0o777 == 0o600
    with psycopg.connect(str(empty.database_url)) as connection:
        assert rows_of(connection) == kept.rows


def test_a_restored_city_trades_on(trading: Settings, empty: Settings, tmp_path: Path) -> None:
    """Its next event has its own number, and its next order its own id."""
    back_up(trading, tmp_path / "city.backup")
    restore(empty, tmp_path / "city.backup")
    store = PostgresStore(open_pool(str(empty.database_url)), "CNY")
    city = SmallCity(store)
    for number in range(1000):
        next(city.keys)
        if number > 500:
            break
    city.fill("again")
    assert city.place({"b1": 1}, "again")
    store.close()


def test_nothing_is_written_over(trading: Settings, empty: Settings, tmp_path: Path) -> None:
    """Neither a file, nor a city."""
    file = tmp_path / "city.backup"
    back_up(trading, file)
    before = file.read_bytes()
    with pytest.raises(InputError, match="there already"):
        back_up(trading, file)
    assert file.read_bytes() == before
    with pytest.raises(InputError, match="not empty: it has secret, panels"):
        restore(replace(trading, database_url=empty.database_url), file)
    with pytest.raises(InputError, match="the database is not empty"):
        restore(replace(empty, database_url=trading.database_url), file)
    assert not any(empty.home.iterdir())


def packed(**files: bytes) -> bytes:
    """A packed file of those."""
    written = BytesIO()
    with tarfile.open(fileobj=written, mode="w") as pack:
        for name, data in files.items():
            entry = tarfile.TarInfo(name.replace("_", "."))
            entry.size = len(data)
            pack.addfile(entry, BytesIO(data))
    return written.getvalue()


SAID = {"form": 1, "rows": {}, "migration": "0001.city", "at": "2026-11-26", "version": "9"}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", InputError),
        (b"no backup", InputError),
        (packed(other=b"x"), InputError),
        (packed(manifest_json=b"{"), InputError),
        (packed(manifest_json=b'{"form": 1}'), InputError),
        (packed(manifest_json=json.dumps({**SAID, "form": 2}).encode()), DatabaseNewer),
        (packed(manifest_json=json.dumps({**SAID, "migration": "9"}).encode()), DatabaseNewer),
        (packed(manifest_json=json.dumps(SAID).encode(), database_dump=b"x"), DumpFailed),
    ],
)
def test_what_is_no_backup_leaves_nothing_behind(
    empty: Settings, tmp_path: Path, data: bytes, fault: type[Exception]
) -> None:
    """It says what it is instead."""
    file = tmp_path / "odd"
    file.write_bytes(data)
    with pytest.raises(fault):
        restore(empty, file)
    assert not any(empty.home.iterdir())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../../outside", tarfile.REGTYPE), ("panels/../../../outside", tarfile.REGTYPE),
        ("/tmp/yeshi-outside", tarfile.REGTYPE), ("secret", tarfile.SYMTYPE), ("other", tarfile.REGTYPE),
    ],
)  # fmt: skip
def test_a_file_reaches_no_other_place(
    empty: Settings, tmp_path: Path, name: str, kind: bytes
) -> None:
    """Whatever paths and kinds it names."""
    file = tmp_path / "odd"
    written = BytesIO()
    with tarfile.open(fileobj=written, mode="w") as pack:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, "../outside"
        entry.size = 1
        pack.addfile(entry, BytesIO(b"x"))
    file.write_bytes(written.getvalue())
    with pytest.raises(InputError):
        restore(empty, file)
    assert not (tmp_path / "outside").exists()
    assert not Path("/tmp/yeshi-outside").exists()
    assert not any(empty.home.iterdir())
