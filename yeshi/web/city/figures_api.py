"""Figures over business days: rows as JSON, CSV or Parquet."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from yeshi.base.errors import InputError
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.observatory.figures import FIGURES
from yeshi.web.frame.answering import REFUSALS
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.made_up import marked, sentence_of
from yeshi.web.frame.pictures import rows_as
from yeshi.web.frame.problems import problem

Since = Annotated[date | None, Query(alias="from", description="The first business day")]
Until = Annotated[date | None, Query(alias="to", description="The last business day")]
By = Annotated[list[str] | None, Query(description="A row for each of these; may be repeated")]
Kind = Annotated[Literal["json", "csv", "parquet"], Query(alias="as")]


def figures_router(desk: Desk) -> APIRouter:
    """/api/figures/NAME."""
    router = APIRouter(tags=["observing"], responses=REFUSALS)  # type: ignore[arg-type]

    @router.get("/figures/{name}")
    def figure(
        request: Request, name: str, since: Since = None, until: Until = None, by: By = None,
        kind: Kind = "json",
    ) -> Response:  # fmt: skip
        """A figure of trade or work: its definition, its rows, and as of when."""
        language = language_of(request)
        refused = _refused(name, since, until, by or [], language)
        if refused is not None:
            return problem(refused, language)
        try:
            rows, at = desk.columns.rows(name, since, until, by or [])
            until_made_up = desk.columns.made_up_until(since)
        except InputError as lacking:
            # What a figure needs beyond the base install is not there, or cannot be read.
            body = {
                "type": "urn:yeshi:figures", "title": "figures", "status": 501,
                "detail": str(lacking),
            }  # fmt: skip
            return JSONResponse(body, 501, media_type="application/problem+json")
        if kind == "json":
            return JSONResponse(
                {
                    "figure": name,
                    "definition": say(language, f"figure.{name}"),
                    "from": since.isoformat() if since else None,
                    "to": until.isoformat() if until else None,
                    "as_of": at.isoformat() if at else None,
                    "made_up": sentence_of(until_made_up, language),
                    "rows": [{key: _plain(value) for key, value in row.items()} for row in rows],
                }
            )
        return rows_as(desk, marked(rows, until_made_up), kind, name, marked=False)

    return router


def _refused(
    name: str, since: date | None, until: date | None, by: list[str], language: str
) -> Refused | None:
    if name not in FIGURES:
        return Refused(Unknown("figure", name))
    possible = FIGURES[name].by
    for column in by:
        if column not in possible:
            only = say(language, "figure.only_by", columns=", ".join(possible))
            return Refused(Invalid(f"by={column}", only))
    if since is not None and until is not None and since > until:
        return Refused(Invalid("from", say(language, "figure.after_end")))
    return None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
