"""Whether the process lives, for whoever starts it anew where it does not."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.web.frame.access import ANYBODY

router = APIRouter(tags=["operating"])
NOT_KEPT = {"Cache-Control": "no-store"}


@router.get(
    "/healthz",
    summary="Whether the process lives",
    response_model=dict[Literal["lives"], bool],
    dependencies=ANYBODY,
)
async def lives() -> JSONResponse:
    """Says so."""
    return JSONResponse({"lives": True}, headers=NOT_KEPT)
