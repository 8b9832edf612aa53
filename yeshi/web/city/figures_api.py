"""Figures over business days: rows as JSON, CSV or Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.observatory.figures import FIGURES
from yeshi.web.frame.access import At, Language
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Day, Id
from yeshi.web.frame.made_up import marked, sentence_of
from yeshi.web.frame.pictures import rows_as
from yeshi.web.frame.sparing import COSTLY

Since = Annotated[Day | None, Query(alias="from", description="The first business day")]
Until = Annotated[Day | None, Query(alias="to", description="The last business day")]
By = Annotated[
    list[Id] | None, Query(description="A row for each of these; may be repeated", max_length=20)
]
Kind = Annotated[Literal["json", "csv", "parquet"], Query(alias="as")]

router = APIRouter(prefix="/api", tags=["observing"])


@router.get("/figures/{name}", dependencies=COSTLY)
def figure(
    desk: At,
    reply: Reply,
    language: Language,
    name: Id,
    since: Since = None,
    until: Until = None,
    by: By = None,
    kind: Kind = "json",
) -> Response:
    """A figure of trade or work: its definition, its rows, and as of when."""
    refused = _refused(name, since, until, by or [], language)
    if refused is not None:
        return reply.refused(refused)
    rows, at = desk.columns.rows(name, since, until, by or [])
    until_made_up = desk.columns.made_up_until(since)
    if kind != "json":
        return rows_as(desk, marked(rows, until_made_up), kind, name, marked=False)
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


def _refused(
    name: str, since: date | None, until: date | None, by: Sequence[str], language: str
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
