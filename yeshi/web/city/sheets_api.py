"""The rows behind the city's pages over JSON."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused, Unknown
from yeshi.base.sentences import say
from yeshi.web.city.sheet_charts import kind_of
from yeshi.web.frame.answering import REFUSALS
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.made_up import made_up_until, sentence_of
from yeshi.web.frame.problems import problem


def sheets_router(desk: Desk) -> APIRouter:
    """/api/sheets/NAME."""
    router = APIRouter(tags=["observing"], responses=REFUSALS)  # type: ignore[arg-type]

    @router.get("/sheets/{name}")
    def sheet(request: Request, name: str) -> Any:
        """A sheet: its definition, its rows, its period, and as of when."""
        language = language_of(request)
        known = desk.sheets.sheet(name)
        if known is None:
            return problem(Refused(Unknown("figure", name)), language)
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

    return router
