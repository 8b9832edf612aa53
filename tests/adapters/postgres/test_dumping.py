"""A dump is of one moment, whatever others do meanwhile, and is read whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.builders import SmallCity
from yeshi.adapters.postgres import dumping
from yeshi.adapters.postgres.dumping import dump, load, rows_of
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import DatabaseUnreachable, DumpFailed, InputError


def test_what_is_entered_while_it_is_written_is_not_in_it(
    postgres: PostgresStore, database: str, empty_database: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Its rows are counted as of the moment that the file is of."""
    city = SmallCity(postgres).settle_in()
    run = dumping._run

    def late(*given: str) -> None:
        city.fill("late")
        run(*given)

    monkeypatch.setattr(dumping, "_run", late)
    dumped = dump(database, tmp_path / "dump")
    monkeypatch.undo()
    assert load(empty_database, tmp_path / "dump") == dumped.rows
    with psycopg.connect(database) as connection:
        now = rows_of(connection)
    assert now["transfers"] == dumped.rows["transfers"] + 1
    assert dumped.migration


def test_what_is_not_empty_is_not_read_into(
    postgres: PostgresStore, database: str, tmp_path: Path
) -> None:
    """It says so, and is as it was."""
    SmallCity(postgres).settle_in()
    dumped = dump(database, tmp_path / "dump")
    with pytest.raises(InputError, match="not empty"):
        load(database, tmp_path / "dump")
    with psycopg.connect(database) as connection:
        assert rows_of(connection) == dumped.rows


def test_a_broken_file_leaves_nothing_behind(
    postgres: PostgresStore, database: str, empty_database: str, tmp_path: Path
) -> None:
    """Of a dump that breaks off in its data, not even the tables."""
    SmallCity(postgres).settle_in()
    dump(database, tmp_path / "dump")
    whole = (tmp_path / "dump").read_bytes()
    (tmp_path / "dump").write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(DumpFailed):
        load(empty_database, tmp_path / "dump")
    with psycopg.connect(empty_database) as connection:
        assert rows_of(connection) == {}


def test_a_database_that_is_away_is_told(tmp_path: Path) -> None:
    """And a password is in no argument of a program, nor in what is said."""
    with pytest.raises(DatabaseUnreachable) as fault:
        dump("postgresql://x:secret@127.0.0.1:1/none", tmp_path / "dump")
    assert "secret" not in str(fault.value)


def test_a_password_is_among_no_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every user of the machine can read those: it is in a file of its own for so long."""
    told: list[str] = []

    class Ran:
        returncode = 0

    def run(arguments: list[str], **_: object) -> Ran:
        told.extend(arguments)
        passfile = next(one for one in arguments[1].split() if "passfile" in one).split("=")[-1]
        told.append(Path(passfile).read_text())
        return Ran()

    monkeypatch.setattr(dumping.subprocess, "run", run)
    dumping._run("postgresql://x:se%3Acret@localhost/city", "pg_dump")
    assert "cret" not in " ".join(told[:-1])
    assert told[-1] == "*:*:*:*:se\\:cret\n"


def test_an_older_server_reads_it_too_whole_or_not_at_all(
    postgres: PostgresStore, database: str, tmp_path: Path
) -> None:
    """As Debian's, which does not know every setting that a dump begins with."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    dumped = dump(database, tmp_path / "dump")
    whole = (tmp_path / "dump").read_bytes()
    (tmp_path / "broken").write_bytes(whole[: len(whole) * 2 // 3])
    folder = Path(tempfile.mkdtemp(prefix="yeshi-"))
    try:
        with embedded(folder / "db", 16) as older:
            with pytest.raises(DumpFailed):
                load(older, tmp_path / "broken")
            assert load(older, tmp_path / "dump") == dumped.rows
    finally:
        shutil.rmtree(folder)
