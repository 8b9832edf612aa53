"""A chart as its specification or a picture, for a file or a page, and the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Response
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.web.frame.answering import PageReply, kept_as
from yeshi.web.frame.charts import fitted
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.tables import csv_of

Form = Literal["json", "png", "svg"]
FileForm = Literal["csv", "parquet"]
# What an address asks for with `?as=`.
As = Annotated[Form, Query(alias="as")]
MEDIA = {"png": "image/png", "svg": "image/svg+xml"}
# Places of about the same size are given the same picture, which is drawn once for all of them.
STEP = 20


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """What a picture is for: on paper, or on a page's own ground; its size in points, if any."""

    on: Annotated[Literal["paper", "screen"], Query()] = "paper"
    wide: Annotated[int | None, Query(ge=200, le=1600)] = None
    high: Annotated[int | None, Query(ge=100, le=1600)] = None

    def fit(self, specification: dict[str, Any]) -> dict[str, Any]:
        """The chart in that size, the width down to a step; as it is where none is said."""
        if self.wide is None or self.high is None:
            return specification
        return fitted(specification, self.wide // STEP * STEP, self.high)


PlaceAsked = Annotated[PicturePlace, Depends()]


def chart_as(
    page: PageReply, specification: dict[str, Any], form: Form, name: str, place: PicturePlace
) -> Response:
    """The specification as JSON, or the picture it makes: a file of that name, or for a page."""
    if form == "json":
        return JSONResponse(specification)
    for_page = form == "svg" and place.on == "screen"
    drawn = page.desk.painter(place.fit(specification), "screen" if for_page else form)
    if isinstance(drawn, Refused):
        return page.refused(drawn, page.request.url.path)
    if for_page:
        return Response(drawn, media_type=MEDIA[form])
    return kept_as(drawn, MEDIA[form], f"{name}.{form}")


def rows_as(
    desk: Desk, rows: Sequence[Mapping[str, Any]], form: FileForm, name: str, marked: bool = True
) -> Response:
    """The rows as CSV (`marked` for spreadsheets) or Parquet, a file of that name."""
    if form == "csv":
        return csv_of(rows, name, marked)
    kind = "application/vnd.apache.parquet"
    return kept_as(desk.parquet([dict(r) for r in rows]), kind, f"{name}.parquet")
