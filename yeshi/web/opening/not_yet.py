"""What programs are told that ask whether the city is ready, while it is being set up."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.web.frame.access import ANYBODY
from yeshi.web.frame.alive import NOT_KEPT

router = APIRouter(tags=["operating"])


@router.get(
    "/readyz",
    summary="Whether the city is ready",
    responses={503: {"description": "It is being set up"}},
    dependencies=ANYBODY,
)
def not_ready() -> JSONResponse:
    """Says in the words of an open city that none is open yet; always 503."""
    told = {"ready": False, "parts": {"city": "none is open yet"}}
    return JSONResponse(told, 503, headers=NOT_KEPT)
