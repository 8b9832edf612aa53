"""A figure's file holds its rows in each form, with what is made up marked."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Literal

import pytest
from pyarrow import parquet

from yeshi.web.frame.figure_files import FigureAsked, FigureFiles

AT, UNTIL = datetime(2026, 11, 25, 20, tzinfo=UTC), date(2026, 11, 24)
ROWS: list[dict[str, Any]] = [
    {"day": date(2026, 11, 24), "orders": 2, "spent": float("nan"), "name": "=1+1"},
    {"day": date(2026, 11, 25), "orders": 3, "spent": 4.5, "name": "臭豆腐"},
]


class TwoRows:
    """A figure of two days, the first of them made up."""

    def rows(self, *_: object) -> tuple[list[dict[str, Any]], datetime | None]:
        """Both."""
        return ROWS, AT

    def made_up_until(self, _: object) -> date | None:
        """The first."""
        return UNTIL

    def parquet(self, rows: list[dict[str, Any]]) -> bytes:
        """As pyarrow writes them."""
        from pyarrow import Table

        sink = BytesIO()
        parquet.write_table(Table.from_pylist(rows), sink)
        return sink.getvalue()


def written(form: Literal["json", "csv", "parquet"]) -> bytes:
    """The file in that form."""
    asked = FigureAsked(name="trade", since=None, until=None, by=("day",), form=form)
    told = FigureFiles(TwoRows()).figure_file(asked)
    assert (told.as_of, told.made_up_until) == (AT, UNTIL)
    return told.body


def test_json_has_days_as_text_and_null_for_what_is_not_known() -> None:
    """Without a mark: the answer around it has it."""
    first, second = json.loads(written("json"))
    assert first == {"day": "2026-11-24", "orders": 2, "spent": None, "name": "=1+1"}
    assert second["name"] == "臭豆腐"


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_has_its_made_up_days_marked(form: Literal["csv", "parquet"]) -> None:
    """In each row; what a spreadsheet would take for a formula is no formula in CSV."""
    body = written(form)
    if form == "csv":
        head, first, *_ = body.decode().splitlines()
        assert head == "day,orders,spent,name,made_up_until"
        assert first == "2026-11-24,2,nan,'=1+1,2026-11-24"
    else:
        rows = parquet.read_table(BytesIO(body)).to_pylist()
        assert [row["made_up_until"] for row in rows] == ["2026-11-24"] * 2
