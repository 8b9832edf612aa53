"""A chart as its specification or a picture, and the rows behind it as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.tables import csv_of

Form = Literal["json", "png", "svg"]
FileForm = Literal["csv", "parquet"]
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


def chart_as(
    desk: Desk, request: Request, specification: dict[str, Any], form: Form, name: str
) -> Response:
    """The specification as JSON, or the picture it makes as a file of that name."""
    if form == "json":
        return JSONResponse(specification)
    drawn = desk.painter(specification, form)
    if isinstance(drawn, Refused):
        return desk.render.refused(request, drawn, request.url.path)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(drawn, media_type=MEDIA[form], headers=headers)


def rows_as(
    desk: Desk, rows: Sequence[Mapping[str, Any]], form: FileForm, name: str, marked: bool = True
) -> Response:
    """The rows as CSV (`marked` for spreadsheets) or Parquet, a file of that name."""
    if form == "csv":
        return csv_of(rows, name, marked)
    headers = {"Content-Disposition": f'attachment; filename="{name}.parquet"'}
    kind = "application/vnd.apache.parquet"
    return Response(desk.columns.parquet([dict(r) for r in rows]), media_type=kind, headers=headers)
