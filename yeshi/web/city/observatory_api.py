"""The rows behind the city's pages over JSON."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.base.sentences import say
from yeshi.web.city.sheet_charts import kind_of
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id
from yeshi.web.frame.made_up import made_up_until, sentence_of
from yeshi.web.frame.scopes import ANY_KEY

router = APIRouter(prefix="/api", tags=["observing"])


@router.get("/sheets/{name}", dependencies=[*ANYBODY, *ANY_KEY])
def sheet(desk: At, reply: Reply, language: Language, name: Id) -> Any:
    """A sheet: its definition, its rows, its period, and as of when."""
    known = desk.sheets.sheet(name)
    if known is None:
        return reply.refused(Refused(Unknown("figure", name)))
    found, at = known
    return JSONResponse(
        {
            "sheet": name,
            "definition": say(language, f"sheet.{kind_of(name)}"),
            "from": found.since.isoformat() if found.since else None,
            "to": found.until.isoformat() if found.until else None,
            "as_of": at.isoformat(),
            "made_up": sentence_of(made_up_until(found), language),
            "notes": dict(found.notes),
            "rows": list(found.rows),
        }
    )
