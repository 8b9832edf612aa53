"""Figures over business days: rows as JSON, CSV or Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic_core import to_json

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sentences import say
from yeshi.observatory.figures import FIGURES
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Reply, kept_as
from yeshi.web.frame.fields import Day, Id
from yeshi.web.frame.figure_files import FigureAsked, FigureForm
from yeshi.web.frame.made_up import sentence_of
from yeshi.web.frame.scopes import ANY_KEY
from yeshi.web.frame.sparing import COSTLY

Since = Annotated[Day | None, Query(alias="from", description="The first business day")]
Until = Annotated[Day | None, Query(alias="to", description="The last business day")]
By = Annotated[
    list[Id] | None, Query(description="A row for each of these; may be repeated", max_length=20)
]
Kind = Annotated[FigureForm, Query(alias="as")]
MEDIA = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}

router = APIRouter(prefix="/api", tags=["observing"])


@router.get("/figures/{name}", dependencies=[*ANYBODY, *COSTLY, *ANY_KEY])
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
    asked = FigureAsked(name=name, since=since, until=until, by=tuple(by or ()), form=kind)
    told = desk.figure_files.figure_file(asked)
    if kind != "json":
        return kept_as(told.body, MEDIA[kind], f"{name}.{kind}")
    about = {
        "figure": name,
        "definition": say(language, f"figure.{name}"),
        "from": since,
        "to": until,
        "as_of": told.as_of,
        "made_up": sentence_of(told.made_up_until, language),
    }
    # The rows are written already, and may be many.
    body = b'%b,"rows":%b}' % (to_json(about)[:-1], told.body)
    return Response(body, media_type="application/json")


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
