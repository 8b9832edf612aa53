"""The books are written into a new file as of one moment, or nothing is left of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import SmallCity
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import InputError
from yeshi.settings import Settings
from yeshi.wiring import books_written
from yeshi.wiring.books_written import BooksFormat, write_books


@pytest.fixture
def city(database: str) -> Iterator[SmallCity]:
    """One that has traded, on the database."""
    store = PostgresStore(open_pool(database), "CNY")
    city = SmallCity(store).open_up().settle_in()
    city.fill()
    order = city.place({"a1": 1, "b1": 1})
    city.cook(order)
    city.bring(order)
    city.call_off(city.place({"a1": 1}))
    yield city
    store.close()


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """Of that database."""
    return Settings(
        home=tmp_path, database_url=database, host="", port=0, speed=1.0, hunger=1.0, tiles=None
    )


def test_the_journal_has_all_transfers(city: SmallCity, settings: Settings, tmp_path: Path) -> None:
    """What they come to is what the accounts hold."""
    file = tmp_path / "journal.csv"
    count = write_books(settings, BooksFormat.CSV, file)
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert len(rows) == count > 5
    into = sum(float(one["amount"]) for one in rows if one["to"] == "merchant:a")
    out = sum(float(one["amount"]) for one in rows if one["from"] == "merchant:a")
    assert round(100 * (into - out)) == city.balance("merchant:a") > 0


@pytest.mark.usefixtures("city")
def test_what_is_there_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    """Another's file is not written over."""
    file = tmp_path / "books"
    file.write_text("mine", "utf-8")
    with pytest.raises(InputError, match="is there already"):
        write_books(settings, BooksFormat.BEANCOUNT, file)
    assert file.read_text("utf-8") == "mine"
    with pytest.raises(InputError, match="cannot be written"):
        write_books(settings, BooksFormat.BEANCOUNT, tmp_path / "nowhere" / "books")


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("fault", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_nothing_half_written_stays(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    """Where the disk is full, or somebody leaves off."""

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(books_written.beancount, "closings", fail)
    file = tmp_path / "books"
    with pytest.raises((InputError, KeyboardInterrupt)):
        write_books(settings, BooksFormat.BEANCOUNT, file)
    assert not file.exists()


def test_empty_books_are_an_empty_file(database: str, settings: Settings, tmp_path: Path) -> None:
    """That is one all the same."""
    store = PostgresStore(open_pool(database), "CNY")
    SmallCity(store).open_up()
    store.close()
    assert write_books(settings, BooksFormat.BEANCOUNT, tmp_path / "books") == 0
    assert "operating_currency" in (tmp_path / "books").read_text("utf-8")
