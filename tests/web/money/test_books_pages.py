"""A treasurer reads the books line by line, and takes a day's journal along."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import pytest
from httpx import Response
from pyarrow import parquet

from tests.flow.payments.paying import HOLDER, TREASURER, owing
from tests.web.programmes.rooms import client_as
from yeshi.flow.payments import books
from yeshi.web.money import books_pages


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a file for spreadsheets."""
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def columns_of(answer: Response) -> list[dict[str, Any]]:
    """The rows of a file for programs, which is to be kept."""
    assert "attachment" in answer.headers["content-disposition"]
    return list(parquet.read_table(BytesIO(answer.content)).to_pylist())


def test_the_books_line_by_line() -> None:
    """On a page and as a file; whose wallets there are stands in neither."""
    city = owing()
    client = client_as(city, TREASURER)
    owed = city.money(city.balance("merchant:a")).plain()
    page = client.get("/money/books").text
    assert "The books are even" in page
    assert owed in page
    assert "/money/books" in client.get("/money").text
    lines = {one["line"]: one for one in rows_of(client.get("/money/books.csv").text)}
    assert lines["merchant"]["sort"] == "liability"
    journal = client.get("/money/journal.csv")
    day = city.calendar.business_day(city.clock.now())
    assert f'filename="journal-{day}.csv"' in journal.headers["content-disposition"]
    assert any(one["to"] == "merchant:a" for one in rows_of(journal.text))
    assert "wallet:c" not in journal.text
    assert "wallet:somebody" in journal.text
    assert rows_of(client.get("/money/journal.csv?day=2026-01-01").text) == []
    assert client.get("/money/journal.csv?day=x").status_code == 422


def test_lines_and_journal_as_parquet() -> None:
    """Of the same rows as the CSV; amounts are whole fen, moments are moments."""
    city = owing()
    client = client_as(city, TREASURER)
    page = client.get("/money/books").text
    assert "/money/books.parquet" in page
    assert 'formaction="/money/journal.parquet"' in page
    lines = columns_of(client.get("/money/books.parquet"))
    plain = rows_of(client.get("/money/books.csv").text)
    assert [one["line"] for one in lines] == [one["line"] for one in plain]
    owed = {one["line"]: one["amount_fen"] for one in lines}["merchant"]
    assert owed == city.balance("merchant:a")
    journal = columns_of(client.get("/money/journal.parquet"))
    plain = rows_of(client.get("/money/journal.csv").text)
    assert [one["transfer"] for one in journal] == [one["transfer"] for one in plain]
    assert {one["at"].tzinfo for one in journal} != {None}
    assert all(isinstance(one["amount_fen"], int) for one in journal)
    assert "wallet:c" not in {one["from"] for one in journal}
    empty = client.get("/money/journal.parquet?day=2026-01-01")
    assert columns_of(empty) == []
    assert client.get("/money/books.xml").status_code in (404, 422)


def test_others_have_no_books() -> None:
    """A stall's own money stands elsewhere."""
    client = client_as(owing(), HOLDER)
    for path in (
        "/money/books",
        "/money/books.csv",
        "/money/journal.csv",
        "/money/journal.parquet",
    ):
        assert client.get(path).status_code in (403, 404)


def test_books_that_are_off_are_told_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do before anything is paid."""
    city = owing()
    whole = books.trial_balance(city.engine)
    wrong = replace(whole, lines=whole.lines[1:])
    monkeypatch.setattr(books_pages, "trial_balance", lambda _: wrong)
    page = client_as(city, TREASURER).get("/money/books").text
    assert 'role="alert"' in page
    assert "pay nothing out" in page
    assert "are even" not in page
