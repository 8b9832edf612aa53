"""Figures of a city under way are as of now, or, where there is no room for it, of a moment ago."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.builders import CALENDAR, SmallCity
from tests.web.test_api import client_of
from yeshi.adapters.columns import reading, writing
from yeshi.adapters.columns.live import LiveColumns
from yeshi.base.errors import AnswerTooLong, EntriesRefused, InputError

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")


@pytest.fixture
def city() -> SmallCity:
    """The small city with an order."""
    city = SmallCity().settle_in()
    city.fill()
    city.place({"a1": 1})
    return city


def fail(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Have no file written any more."""

    def refuse(path: Path, content: bytes) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(writing, "_put", refuse)


def test_where_there_is_no_room_figures_are_told_as_of_before(
    city: SmallCity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With that moment; and as of now again when there is room."""
    columns = LiveColumns(city.store, tmp_path, "duckdb", CALENDAR, "CNY")
    before = columns.rows("orders", None, None, [])
    with monkeypatch.context() as full:
        fail(full, errno.ENOSPC)
        city.wait(5)
        city.place({"a1": 1})
        assert columns.rows("orders", None, None, []) == before
    rows, at = columns.rows("orders", None, None, [])
    assert rows[0]["orders"] == 2
    assert at != before[1]


def test_where_nothing_was_ever_written_that_is_told(
    city: SmallCity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By whose fault it is: the disk's, or of whoever gave us the folder."""
    columns = LiveColumns(city.store, tmp_path, "duckdb", CALENDAR, "CNY")
    for code, fault in ((errno.ENOSPC, EntriesRefused), (errno.EACCES, InputError)):
        fail(monkeypatch, code)
        with pytest.raises(fault):
            columns.rows("orders", None, None, [])


def test_a_figure_with_more_rows_than_are_told_at_once_is_refused(
    city: SmallCity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And told where it has as many."""
    columns = LiveColumns(city.store, tmp_path, "duckdb", CALENDAR, "CNY")
    city.place({"b1": 1})
    monkeypatch.setattr(reading, "ROWS_MAX", 1)
    assert len(columns.rows("orders", None, None, [])[0]) == 1
    with pytest.raises(AnswerTooLong):
        columns.rows("trade", None, None, ["merchant"])
    with client_of(city, tmp_path) as client:
        answer = client.get("/api/figures/trade?by=merchant", headers={"Accept-Language": "zh"})
    assert answer.status_code == 422
    assert "请缩小范围" in answer.json()["detail"]
