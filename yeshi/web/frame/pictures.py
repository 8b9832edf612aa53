"""A chart as its specification or a picture, and the rows behind it as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.web.frame.answering import PageReply, kept_as
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.tables import csv_of

Form = Literal["json", "png", "svg"]
FileForm = Literal["csv", "parquet"]
# What an address asks for with `?as=`.
As = Annotated[Form, Query(alias="as")]
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


def chart_as(page: PageReply, specification: dict[str, Any], form: Form, name: str) -> Response:
    """The specification as JSON, or the picture it makes as a file of that name."""
    if form == "json":
        return JSONResponse(specification)
    drawn = page.desk.painter(specification, form)
    if isinstance(drawn, Refused):
        return page.refused(drawn, page.request.url.path)
    return kept_as(drawn, MEDIA[form], f"{name}.{form}")


def rows_as(
    desk: Desk, rows: Sequence[Mapping[str, Any]], form: FileForm, name: str, marked: bool = True
) -> Response:
    """The rows as CSV (`marked` for spreadsheets) or Parquet, a file of that name."""
    if form == "csv":
        return csv_of(rows, name, marked)
    kind = "application/vnd.apache.parquet"
    return kept_as(desk.parquet([dict(r) for r in rows]), kind, f"{name}.parquet")
