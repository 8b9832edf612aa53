"""How commands are keyed and answered in the JSON interface."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Request
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.flow.ports import Answer
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import problem

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=100,
        description="Names the command: repeated with the same key it changes nothing and"
        " answers the same.",
    ),
]
REFUSALS = {
    409: {"description": "Refused, with the reason (problem+json)"},
    404: {"description": "No such thing (problem+json)"},
}


def answered(request: Request, answer: Answer) -> JSONResponse:
    """What came of a command, by name; or the refusal as problem+json."""
    if isinstance(answer, Refused):
        return problem(answer, language_of(request))
    return JSONResponse(answer.data)
